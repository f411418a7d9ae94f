using Headgate.Cel.Values;

namespace Headgate.Cel.Running;

/// <summary>What an evaluation has spent. Past the limit it throws, so that nothing can take the end for an answer.</summary>
internal sealed class Meter
{
    private const int Deepest = 500;

    private readonly long _limit;
    private long _left;
    private int _depth;

    public Meter(long limit) => _limit = _left = limit;

    /// <summary>What a comparison found inside a list or a map that is no value.</summary>
    public Value? Flaw { get; private set; }

    public long Spent => _limit - Math.Max(_left, 0);

    public void Charge(long cost)
    {
        if ((_left -= cost) < 0)
            throw new SpentException();
    }

    /// <summary>Text and bytes are cheap to copy and compare: sixteen for one.</summary>
    public void ChargeText(long length) => Charge(1 + (length >> 4));

    public void Deeper()
    {
        if (++_depth > Deepest)
            throw new SpentException();
    }

    public void Higher() => _depth--;

    public void Found(Value flaw) => Flaw = Flaw is null ? flaw : UnknownValue.Merge(Flaw, flaw);

    public Value? TakeFlaw()
    {
        var flaw = Flaw;
        Flaw = null;
        return flaw;
    }
}

/// <summary>The cost limit is reached.</summary>
internal sealed class SpentException() : Exception("The cost limit is reached.");
