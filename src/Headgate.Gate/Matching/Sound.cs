using System.Text;

namespace Headgate.Gate.Matching;

/// <summary>How a name sounds, roughly and in few letters: what is misspelt mostly sounds the same (Allen, Alan, Alen).</summary>
public static class Sound
{
    private const int Longest = 5;

    /// <summary>The sound of a word of small Latin letters; empty for an empty word.</summary>
    public static string Of(string word)
    {
        var sound = new StringBuilder(Longest);
        for (var i = 0; i < word.Length && sound.Length < Longest; i++)
        {
            var next = i + 1 < word.Length ? word[i + 1] : ' ';
            var c = word[i] switch
            {
                'p' when next == 'h' => 'f',
                'c' when next is 'h' && i > 0 => 'k',
                'c' when next is 'e' or 'i' or 'y' => 's',
                'c' or 'q' when next is not 'h' => 'k',
                'z' or 'x' => 's',
                'w' => 'v',
                'y' or 'j' when i == 0 => 'j',
                'a' or 'e' or 'i' or 'o' or 'u' or 'y' => i == 0 ? 'a' : ' ',
                'h' => i == 0 ? 'h' : ' ',
                var other => other,
            };
            if (c != ' ' && (sound.Length == 0 || sound[^1] != c))
                sound.Append(c);
        }
        return sound.ToString();
    }
}
