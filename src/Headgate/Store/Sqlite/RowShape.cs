using System.Collections.Concurrent;
using System.Linq.Expressions;
using System.Reflection;
using SQLitePCL;

namespace Headgate.Store.Sqlite;

/// <summary>How the rows of a text become objects: compiled once for each text and type, since thousands of rows a second are read.</summary>
internal static class RowShape
{
    private static readonly ConcurrentDictionary<(string Sql, Type Row, int Columns), Delegate> Known = new();

    private static readonly Dictionary<Type, string> Reads = new()
    {
        [typeof(string)] = nameof(Column.Text),
        [typeof(long)] = nameof(Column.Whole),
        [typeof(double)] = nameof(Column.Real),
        [typeof(bool)] = nameof(Column.Flag),
        [typeof(byte[])] = nameof(Column.Bytes),
    };

    /// <summary>Reads the row that a statement of this text stands at.</summary>
    /// <exception cref="InvalidOperationException">The type has a property for a column that no column can fill.</exception>
    public static Func<sqlite3_stmt, T> Of<T>(string sql, sqlite3_stmt statement)
    {
        var columns = raw.sqlite3_column_count(statement);
        if (Known.Count > 2_000)
            Known.Clear();
        return (Func<sqlite3_stmt, T>)
            Known.GetOrAdd((sql, typeof(T), columns), _ => Make<T>([.. Enumerable.Range(0, columns).Select(c => NameOf(statement, c))]));
    }

    private static Func<sqlite3_stmt, T> Make<T>(string[] names)
    {
        if (typeof(T) == typeof(object))
            return row => (T)(object)Loose(row, names);
        var row = Expression.Parameter(typeof(sqlite3_stmt));
        Expression body = Reads.ContainsKey(Bare(typeof(T))) ? Read(row, 0, typeof(T)) : Build(typeof(T), row, names);
        return Expression.Lambda<Func<sqlite3_stmt, T>>(body, row).Compile();
    }

    private static Dictionary<string, object?> Loose(sqlite3_stmt row, string[] names)
    {
        var read = new Dictionary<string, object?>(names.Length, StringComparer.OrdinalIgnoreCase);
        for (var i = 0; i < names.Length; i++)
            read.TryAdd(names[i], Column.Any(row, i));
        return read;
    }

    private static MemberInitExpression Build(Type type, ParameterExpression row, string[] names)
    {
        // Columns are snake_case, properties are not. Of two columns with one name the first counts.
        var places = names
            .Select((name, place) => (Name: name.Replace("_", "", StringComparison.Ordinal), Place: place))
            .DistinctBy(c => c.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(c => c.Name, c => c.Place, StringComparer.OrdinalIgnoreCase);
        var constructor = type.GetConstructors().OrderBy(c => c.GetParameters().Length).First();
        var given = constructor.GetParameters();
        var made = Expression.New(
            constructor,
            given.Select<ParameterInfo, Expression>(p =>
                places.TryGetValue(p.Name!, out var place) ? Read(row, place, p.ParameterType) : Expression.Default(p.ParameterType)
            )
        );
        var set = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(p => p.SetMethod is not null && places.ContainsKey(p.Name) && !given.Any(g => g.Name == p.Name))
            .Select(p => Expression.Bind(p, Read(row, places[p.Name], p.PropertyType, p)))
            .ToList();
        return Expression.MemberInit(made, set);
    }

    private static ConditionalExpression Read(ParameterExpression row, int place, Type type, PropertyInfo? property = null)
    {
        var bare = Bare(type);
        if (!Reads.TryGetValue(bare, out var read))
            throw new InvalidOperationException(
                $"A row has no column for {property?.DeclaringType?.Name}.{property?.Name}, a {type.Name}."
            );
        var value = Expression.Call(typeof(Column), read, null, row, Expression.Constant(place));
        return Expression.Condition(
            Expression.Call(typeof(Column), nameof(Column.IsNull), null, row, Expression.Constant(place)),
            Absent(type, property),
            type == bare ? value : Expression.Convert(value, type)
        );
    }

    // A property that cannot be without a value keeps an empty one; whoever asks for what may be missing says so in its type.
    private static Expression Absent(Type type, PropertyInfo? property) =>
        type == typeof(string)
        && property is not null
        && new NullabilityInfoContext().Create(property).WriteState == NullabilityState.NotNull
            ? Expression.Constant("")
            : Expression.Default(type);

    private static Type Bare(Type type) => Nullable.GetUnderlyingType(type) ?? type;

    private static string NameOf(sqlite3_stmt statement, int column) => raw.sqlite3_column_name(statement, column).utf8_to_string();
}
