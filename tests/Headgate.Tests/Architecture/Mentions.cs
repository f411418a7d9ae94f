using System.Collections.Concurrent;
using System.Reflection;
using System.Reflection.Emit;

namespace Headgate.Tests.Architecture;

/// <summary>Every type that a type mentions: in signatures, attributes and the code of its methods.</summary>
internal static class Mentions
{
    private const BindingFlags Own =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, HashSet<Type>> Found = new();

    private static readonly Dictionary<short, OpCode> Codes = typeof(OpCodes)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(f => (OpCode)f.GetValue(null)!)
        .ToDictionary(o => o.Value);

    /// <summary>The types, without what they are made of (lists of, arrays of).</summary>
    public static IReadOnlySet<Type> Of(Type type) => Found.GetOrAdd(type, Look);

    /// <summary>The types in fields, properties and parameters alone.</summary>
    public static IReadOnlySet<Type> Held(Type type)
    {
        HashSet<Type> held = [];
        foreach (var field in type.GetFields(Own))
            Add(held, field.FieldType);
        foreach (var property in type.GetProperties(Own))
            Add(held, property.PropertyType);
        foreach (var method in type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)))
        foreach (var parameter in method.GetParameters())
            Add(held, parameter.ParameterType);
        return held;
    }

    private static HashSet<Type> Look(Type type)
    {
        HashSet<Type> found = [.. Held(type)];
        Add(found, type.BaseType);
        foreach (var implemented in type.GetInterfaces())
            Add(found, implemented);
        foreach (var attribute in type.GetCustomAttributesData())
            Add(found, attribute.AttributeType);
        foreach (var method in type.GetMethods(Own).Cast<MethodBase>().Concat(type.GetConstructors(Own)))
        {
            Add(found, (method as MethodInfo)?.ReturnType);
            if (method.GetMethodBody() is not { } body)
                continue;
            foreach (var local in body.LocalVariables)
                Add(found, local.LocalType);
            Read(found, type, method, body.GetILAsByteArray()!);
        }
        return found;
    }

    // Walks the instructions; only those that carry a token say what is used (ECMA-335, III.1.2).
    private static void Read(HashSet<Type> found, Type type, MethodBase method, byte[] code)
    {
        for (var at = 0; at < code.Length; )
        {
            short value = code[at++];
            if (value == 0xFE)
                value = (short)(0xFE00 | code[at++]);
            var kind = Codes[value].OperandType;
            if (kind is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
                Resolve(found, type, method, BitConverter.ToInt32(code, at));
            at += kind switch
            {
                OperandType.InlineNone => 0,
                OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
                OperandType.InlineVar => 2,
                OperandType.InlineI8 or OperandType.InlineR => 8,
                OperandType.InlineSwitch => 4 + 4 * BitConverter.ToInt32(code, at),
                _ => 4,
            };
        }
    }

    private static void Resolve(HashSet<Type> found, Type type, MethodBase method, int token)
    {
        var member = type.Module.ResolveMember(
            token,
            type.IsGenericType ? type.GetGenericArguments() : null,
            method.IsGenericMethod ? method.GetGenericArguments() : null
        );
        Add(found, member as Type ?? member?.DeclaringType);
        if (member is MethodInfo called)
        {
            Add(found, called.ReturnType);
            foreach (var argument in called.GetGenericArguments())
                Add(found, argument);
        }
    }

    private static void Add(HashSet<Type> found, Type? type)
    {
        if (type is null || type.IsGenericParameter)
            return;
        if (type.HasElementType)
            Add(found, type.GetElementType());
        else
        {
            foreach (var argument in type.IsGenericType ? type.GetGenericArguments() : [])
                Add(found, argument);
            found.Add(type.IsGenericType ? type.GetGenericTypeDefinition() : type);
        }
    }
}
