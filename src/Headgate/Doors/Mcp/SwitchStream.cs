namespace Headgate.Doors.Mcp;

/// <summary>Forwards to the response body, one writer at a time, or drops what comes once the answer was written another way.</summary>
internal sealed class SwitchStream(Stream inner) : Stream
{
    private readonly SemaphoreSlim _one = new(1, 1);

    /// <summary>Whether headers are decided.</summary>
    public bool Started { get; set; }

    /// <summary>Whether what comes is dropped.</summary>
    public bool Discards { get; set; }

    public override bool CanRead => false;
    public override bool CanSeek => false;
    public override bool CanWrite => true;
    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Keeps other writers out until disposed.</summary>
    public async ValueTask<IDisposable> Lock()
    {
        await _one.WaitAsync();
        return new Held(_one);
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Discards)
            return;
        using (await Lock())
            await inner.WriteAsync(buffer, cancellationToken);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        WriteAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async Task FlushAsync(CancellationToken cancellationToken)
    {
        if (Discards)
            return;
        using (await Lock())
            await inner.FlushAsync(cancellationToken);
    }

    public override void Flush() { }

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private sealed class Held(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
