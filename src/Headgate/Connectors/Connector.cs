namespace Headgate.Connectors;

/// <summary>Somebody who delivers messages: a port. Only the dispatcher calls one, one call for each claim.</summary>
public abstract class Connector(string name)
{
    /// <summary>The name by which an organisation says who delivers on a channel.</summary>
    public string Name => name;

    /// <summary>
    /// Sends one message. Until it has called <paramref name="onItsWay"/> nothing may have left: the kill switch is held back by it, and a failure before that is
    /// known to have sent nothing. A failure afterwards leaves a doubt.
    /// </summary>
    public abstract Task<Delivery> Send(Parcel parcel, Action onItsWay, CancellationToken cancel);
}
