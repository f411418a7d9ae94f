using System.Text.Json;

namespace Headgate.Store.Logs;

/// <summary>What an event is looked for by: its fields, in the order of <see cref="SearchedField"/>.</summary>
internal static class Searched
{
    /// <summary>From an event; names are those of its time, which only its body has.</summary>
    public static string?[] Of(EventColumns row)
    {
        string?[] all = [row.Action, row.Actor, row.Person, row.Run, row.Ended, row.Code, row.Door, null, null, null];
        var json = new Utf8JsonReader(row.Body);
        while (json.Read())
        {
            if (json.CurrentDepth != 1 || json.TokenType != JsonTokenType.PropertyName)
                continue;
            var field =
                json.ValueTextEquals("agent_name"u8) ? SearchedField.AgentName
                : json.ValueTextEquals("person_name"u8) ? SearchedField.PersonName
                : json.ValueTextEquals("client"u8) ? SearchedField.Client
                : SearchedField.Action;
            json.Read();
            if (json.TokenType is JsonTokenType.StartArray or JsonTokenType.StartObject)
                json.Skip();
            else if (field != SearchedField.Action)
                all[(int)field] = json.GetString();
        }
        return all;
    }
}
