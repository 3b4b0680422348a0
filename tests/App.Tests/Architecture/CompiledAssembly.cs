using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>An assembly as its metadata tell: which types use which, and what its methods do.</summary>
internal sealed class CompiledAssembly
{
    private readonly MetadataReader _metadata;
    private readonly PEReader _file;
    private readonly Dictionary<string, HashSet<string>> _uses = [];
    private readonly List<CompiledMethod> _methods = [];

    private CompiledAssembly(PEReader file)
    {
        (_file, _metadata) = (file, file.GetMetadataReader());
        References =
            [.. _metadata.AssemblyReferences.Select(reference => _metadata.GetString(_metadata.GetAssemblyReference(reference).Name))];
        foreach (var type in _metadata.TypeDefinitions) Read(type);
    }

    /// <summary>The assemblies that it needs.</summary>
    public IReadOnlyList<string> References { get; }

    /// <summary>All its methods.</summary>
    public IReadOnlyList<CompiledMethod> Methods => _methods;

    /// <summary>Which type uses which; nested types count as their outermost one.</summary>
    public IEnumerable<(string From, string To)> Uses => _uses.SelectMany(uses => uses.Value.Select(to => (uses.Key, to)));

    public static CompiledAssembly Of(Assembly assembly)
    {
        using var file = new PEReader(File.OpenRead(assembly.Location));
        return new(file);
    }

    private void Read(TypeDefinitionHandle handle)
    {
        var type = _metadata.GetTypeDefinition(handle);
        var name = Names.Of(_metadata, handle);
        var uses = new List<string>(Names.Of(_metadata, type.BaseType));
        uses.AddRange(
            type.GetInterfaceImplementations().SelectMany(each =>
                Names.Of(_metadata, _metadata.GetInterfaceImplementation(each).Interface)));
        uses.AddRange(type.GetFields().SelectMany(each => _metadata.GetFieldDefinition(each).DecodeSignature(new Names(), null)));
        foreach (var each in type.GetMethods())
        {
            var method = Read(name, _metadata.GetMethodDefinition(each));
            _methods.Add(method);
            uses.AddRange(method.Signature);
            uses.AddRange(method.References.Select(reference => reference.Type));
        }

        var outermost = Outermost(name);
        if (!_uses.TryGetValue(outermost, out var known)) _uses[outermost] = known = [];
        known.UnionWith(uses.Select(Outermost).Where(used => used != outermost));
    }

    private CompiledMethod Read(string type, MethodDefinition method)
    {
        var signature = method.DecodeSignature(new Names(), null);
        var compiled = new CompiledMethod(
            type, _metadata.GetString(method.Name), [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(each => each)],
            StateMachineOf(method));
        if (method.RelativeVirtualAddress is 0) return compiled;

        var body = _file.GetMethodBody(method.RelativeVirtualAddress);
        return compiled with
        {
            References = [.. new Instructions(_metadata).In(body)],
            Guarded = [
                .. body.ExceptionRegions.Where(region => region.Kind is ExceptionRegionKind.Finally).Select(region =>
                    region.TryOffset..(region.TryOffset + region.TryLength))],
        };
    }

    private string? StateMachineOf(MethodDefinition method)
    {
        foreach (var attribute in method.GetCustomAttributes().Select(_metadata.GetCustomAttribute))
        {
            if (attribute.Constructor.Kind is not HandleKind.MemberReference) continue;
            var owner = Names.Of(_metadata, _metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent);
            if (owner is not ["System.Runtime.CompilerServices.AsyncStateMachineAttribute"]) continue;

            var value = _metadata.GetBlobReader(attribute.Value);
            value.ReadUInt16();
            return value.ReadSerializedString();
        }

        return null;
    }

    private static string Outermost(string type) =>
        type.IndexOf('+', StringComparison.Ordinal) is var nested and >= 0 ? type[..nested] : type;
}
