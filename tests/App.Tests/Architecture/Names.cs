using System.Collections.Immutable;
using System.Reflection.Metadata;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>
/// Gives the full names of the types in metadata: for a signature or a constructed type, of all of them, arguments included.
/// </summary>
internal sealed class Names : ISignatureTypeProvider<ImmutableArray<string>, object?>
{
    public static ImmutableArray<string> Of(MetadataReader metadata, EntityHandle type) => type.IsNil ? [] : type.Kind switch
    {
        HandleKind.TypeDefinition => [Of(metadata, (TypeDefinitionHandle)type)],
        HandleKind.TypeReference => [Of(metadata, (TypeReferenceHandle)type)],
        HandleKind.TypeSpecification => metadata.GetTypeSpecification((TypeSpecificationHandle)type).DecodeSignature(new Names(), null),
        _ => [],
    };

    public static string Of(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        var type = metadata.GetTypeDefinition(handle);
        return type.GetDeclaringType() is { IsNil: false } outer
            ? $"{Of(metadata, outer)}+{metadata.GetString(type.Name)}"
            : Full(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    public static string Of(MetadataReader metadata, TypeReferenceHandle handle)
    {
        var type = metadata.GetTypeReference(handle);
        return type.ResolutionScope.Kind is HandleKind.TypeReference
            ? $"{Of(metadata, (TypeReferenceHandle)type.ResolutionScope)}+{metadata.GetString(type.Name)}"
            : Full(metadata.GetString(type.Namespace), metadata.GetString(type.Name));
    }

    private static string Full(string space, string name) => space.Length is 0 ? name : $"{space}.{name}";

    public ImmutableArray<string> GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) =>
        [Of(reader, handle)];
    public ImmutableArray<string> GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) =>
        [Of(reader, handle)];
    public ImmutableArray<string> GetTypeFromSpecification(
        MetadataReader reader, object? genericContext, TypeSpecificationHandle handle,
        byte rawTypeKind) => Of(reader, (EntityHandle)handle);
    public ImmutableArray<string> GetGenericInstantiation(
        ImmutableArray<string> genericType,
        ImmutableArray<ImmutableArray<string>> typeArguments) => [.. genericType, .. typeArguments.SelectMany(argument => argument)];
    public ImmutableArray<string> GetFunctionPointerType(MethodSignature<ImmutableArray<string>> signature) =>
        [.. signature.ReturnType, .. signature.ParameterTypes.SelectMany(type => type)];
    public ImmutableArray<string> GetModifiedType(
        ImmutableArray<string> modifier, ImmutableArray<string> unmodifiedType, bool isRequired) => [.. modifier, .. unmodifiedType];
    public ImmutableArray<string> GetArrayType(ImmutableArray<string> elementType, ArrayShape shape) => elementType;
    public ImmutableArray<string> GetSZArrayType(ImmutableArray<string> elementType) => elementType;
    public ImmutableArray<string> GetByReferenceType(ImmutableArray<string> elementType) => elementType;
    public ImmutableArray<string> GetPointerType(ImmutableArray<string> elementType) => elementType;
    public ImmutableArray<string> GetPinnedType(ImmutableArray<string> elementType) => elementType;
    public ImmutableArray<string> GetPrimitiveType(PrimitiveTypeCode typeCode) => [];
    public ImmutableArray<string> GetGenericMethodParameter(object? genericContext, int index) => [];
    public ImmutableArray<string> GetGenericTypeParameter(object? genericContext, int index) => [];
}
