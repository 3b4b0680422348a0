using System.Data;
using System.Reflection;
using Dapper;

namespace Improvement.Bot.Storage;

/// <summary>
/// How Dapper maps rows: columns in snake_case to records with a primary constructor; moments as milliseconds; days as text. Enumerations
/// are read from their names and must be written as such (<c>state.ToString()</c>).
/// </summary>
internal static class RowMapping
{
    private static readonly Lock Once = new();
    private static bool _registered;

    /// <summary>Tells Dapper, once per process.</summary>
    public static void Register()
    {
        lock (Once)
        {
            if (_registered) return;
            DefaultTypeMap.MatchNamesWithUnderscores = true;
            SqlMapper.TypeMapProvider = type => new RecordMap(type);
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset));
            SqlMapper.RemoveTypeMap(typeof(DateTimeOffset?));
            SqlMapper.RemoveTypeMap(typeof(DateOnly));
            SqlMapper.RemoveTypeMap(typeof(DateOnly?));
            Add<DateTimeOffset>(
                moment => moment.ToStoredMilliseconds(), value => DateTimeOffset.FromUnixTimeMilliseconds(Convert.ToInt64(value)));
            Add<DateOnly>(day => day.ToString("yyyy-MM-dd"), value => DateOnly.Parse((string)value));
            _registered = true;
        }
    }

    private static void Add<T>(Func<T, object> write, Func<object, T> read)
        where T : struct => SqlMapper.AddTypeHandler(typeof(T), new Handler<T>(write, read));

    // Not Dapper's own base class: that cannot say that an empty column is null.
    private sealed class Handler<T>(Func<T, object> write, Func<object, T> read) : SqlMapper.ITypeHandler
        where T : struct
    {
        public void SetValue(IDbDataParameter parameter, object value) => parameter.Value = value is T typed ? write(typed) : DBNull.Value;

        public object? Parse(Type destinationType, object value) => value is DBNull ? null : read(value);
    }

    /// <summary>Chooses the only constructor of a record whatever the engine's column types are; the conversion is by property.</summary>
    private sealed class RecordMap(Type type) : SqlMapper.ITypeMap
    {
        private readonly DefaultTypeMap _inner = new(type);

        public ConstructorInfo? FindConstructor(string[] names, Type[] types) => _inner.FindConstructor(names, types);

        public ConstructorInfo? FindExplicitConstructor() =>
            _inner.FindExplicitConstructor()
                ?? (type.GetConstructors() is [{ } only] && only.GetParameters().Length > 0 && !type.IsValueType ? only : null);

        public SqlMapper.IMemberMap? GetConstructorParameter(ConstructorInfo constructor, string columnName) =>
            _inner.GetConstructorParameter(constructor, columnName);

        public SqlMapper.IMemberMap? GetMember(string columnName) => _inner.GetMember(columnName);
    }
}
