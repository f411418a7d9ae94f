namespace Headgate.Gate.Detectors;

/// <summary>Groups of digits with one or two separators between: a number as people write it.</summary>
internal sealed class DigitRun
{
    private const int Most = 48;

    private readonly char[] _digits = new char[Most];
    private readonly int[] _places = new int[Most];
    private readonly int[] _begins = new int[Most + 1];
    private readonly char[] _separators = new char[Most];

    /// <summary>How many digits there are.</summary>
    public int Count { get; private set; }

    /// <summary>How many groups they stand in.</summary>
    public int Groups { get; private set; }

    /// <summary>Where the run ends in the text.</summary>
    public int End { get; private set; }

    /// <summary>Reads the run that begins at a digit.</summary>
    public void Read(string text, int at)
    {
        (Count, Groups) = (0, 0);
        while (Count < Most)
        {
            _begins[Groups] = Count;
            while (at < text.Length && char.IsAsciiDigit(text[at]) && Count < Most)
            {
                _places[Count] = at;
                _digits[Count++] = text[at++];
            }
            Groups++;
            End = at;
            if (at + 1 >= text.Length || !IsSeparator(text[at]))
                break;
            var next = at + 1;
            // "555 - 1234" and "(020) 1234": a separator may have a space beside it.
            while (next < text.Length && next - at < 3 && IsSeparator(text[next]))
                next++;
            if (next >= text.Length || !char.IsAsciiDigit(text[next]))
                break;
            _separators[Groups - 1] = text[at] == ' ' && next - at > 1 ? text[at + 1] : text[at];
            at = next;
        }
        _begins[Groups] = Count;
    }

    /// <summary>How many digits a group has.</summary>
    public int Size(int group) => _begins[group + 1] - _begins[group];

    /// <summary>The separator after a group.</summary>
    public char After(int group) => _separators[group];

    /// <summary>The digits of some groups.</summary>
    public ReadOnlySpan<char> Digits(int first, int last) => _digits.AsSpan(_begins[first].._begins[last + 1]);

    /// <summary>Where a group begins in the text.</summary>
    public int From(int group) => _places[_begins[group]];

    /// <summary>Where a group ends in the text.</summary>
    public int To(int group) => _places[_begins[group + 1] - 1] + 1;

    /// <summary>Whether every group from one to another has one digit: spelt out.</summary>
    public bool IsSpelt(int first, int last) => last - first + 1 == _begins[last + 1] - _begins[first];

    /// <summary>Whether groups have these sizes, in order.</summary>
    public bool Is(int first, int last, params ReadOnlySpan<int> sizes)
    {
        if (last - first + 1 != sizes.Length)
            return false;
        for (var i = 0; i < sizes.Length; i++)
            if (Size(first + i) != sizes[i])
                return false;
        return true;
    }

    private static bool IsSeparator(char c) => c is ' ' or '-' or '.' or '/' or ')' or '(';
}
