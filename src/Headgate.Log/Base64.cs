namespace Headgate.Log;

// A signature must have one spelling: bits that decoding would drop could otherwise be changed unseen.
internal static class Base64
{
    public static byte[]? Read(string text)
    {
        var bytes = new byte[text.Length];
        return Convert.TryFromBase64String(text, bytes, out var length) && Convert.ToBase64String(bytes, 0, length) == text
            ? bytes[..length]
            : null;
    }
}
