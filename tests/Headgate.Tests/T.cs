namespace Headgate.X;

public class T
{
    [Fact]
    public void A() { }
}
