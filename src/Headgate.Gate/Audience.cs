namespace Headgate.Gate;

/// <summary>For whom an answer is written.</summary>
public enum Audience
{
    /// <summary>A person: every byte, but what is regulated.</summary>
    Person,

    /// <summary>A model whose grant has contact details: confidential values as they are, what is regulated never.</summary>
    Details,

    /// <summary>Any other model: handles in place of confidential values.</summary>
    Handles,
}
