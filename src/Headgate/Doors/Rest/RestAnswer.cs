using Headgate.Gate;

namespace Headgate.Doors.Rest;

/// <summary>Outcomes as HTTP.</summary>
internal static class RestAnswer
{
    public static Task Write(HttpContext http, Outcome outcome)
    {
        http.Response.Headers["X-Headgate-Event"] = outcome.Event;
        if (outcome.Refusal?.RetryAfter is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(System.Globalization.CultureInfo.InvariantCulture);
        if (outcome.Refusal is { } refusal)
            return Write(http, StatusOf(refusal.Code), refusal);
        if (outcome.Ended == Ended.Replayed)
            http.Response.Headers["Idempotency-Replayed"] = "true";
        return Write(http, outcome.Ended == Ended.Held ? 202 : 200, outcome.Json);
    }

    public static Task Write(HttpContext http, int status, Refusal refusal) => Write(http, status, Rendering.Answer(refusal));

    /// <summary>The status of a refusal: who, what, or not now.</summary>
    public static int StatusOf(string code) =>
        code switch
        {
            "record.not_found" or "catalogue.unknown_action" => 404,
            "dedupe.exists"
            or "dedupe.pending"
            or "conflict.changed"
            or "approval.spent"
            or "approval.decided"
            or "approval.other_plan"
            or "idempotency.key_reused" => 409,
            "plan.too_large" => 413,
            // Ours to mend, and said in words; never a bare 500.
            "action.failed" or "guard.failed" or "store.unavailable" => 503,
            _ when code.StartsWith("schema.", StringComparison.Ordinal) => 400,
            _ when code.StartsWith("scopes.", StringComparison.Ordinal) => 403,
            _ when code.StartsWith("kill_switch.", StringComparison.Ordinal) => 403,
            "approval.own" or "approval.person_only" => 403,
            "approval.expired" => 410,
            _ when code.StartsWith("limits.", StringComparison.Ordinal) => 429,
            "breaker.open" => 503,
            _ => 422,
        };

    private static async Task Write(HttpContext http, int status, ReadOnlyMemory<byte> json)
    {
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json; charset=utf-8";
        http.Response.Headers.CacheControl = "no-store";
        http.Response.Headers.XContentTypeOptions = "nosniff";
        http.Response.ContentLength = json.Length;
        await http.Response.Body.WriteAsync(json, http.RequestAborted);
    }
}
