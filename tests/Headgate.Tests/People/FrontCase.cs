namespace Headgate.Tests.People;

/// <summary>A suite over an organisation with its pages, on either store.</summary>
public abstract class FrontCase : IAsyncLifetime
{
    internal Front Front { get; private set; } = null!;

    protected abstract Task<string?> NewDatabase();

    public async ValueTask InitializeAsync() => Front = await Front.Open(await NewDatabase());

    public async ValueTask DisposeAsync()
    {
        await Front.DisposeAsync();
        GC.SuppressFinalize(this);
    }
}
