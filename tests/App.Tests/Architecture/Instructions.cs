using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Reflection.Emit;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;

namespace Improvement.Bot.Tests.Architecture;

/// <summary>Reads the instructions of a method as far as they refer to types and members.</summary>
internal sealed class Instructions(MetadataReader metadata)
{
    private static readonly FrozenDictionary<ushort, OpCode> Codes =
        typeof(OpCodes).GetFields().Select(field => (OpCode)field.GetValue(null)!).ToFrozenDictionary(code => (ushort)code.Value);

    public IEnumerable<Reference> In(MethodBodyBlock body)
    {
        var found = new List<Reference>();
        var reader = body.GetILReader();
        while (reader.RemainingBytes > 0)
        {
            var offset = reader.Offset;
            var code = Next(ref reader);
            if (code.OperandType is OperandType.InlineMethod or OperandType.InlineField or OperandType.InlineType or OperandType.InlineTok)
            {
                found.AddRange(References(offset, MetadataTokens.EntityHandle(reader.ReadInt32()), code.FlowControl is FlowControl.Call));
            }
            else Skip(ref reader, code.OperandType);
        }

        if (!body.LocalSignature.IsNil)
        {
            var locals = metadata.GetStandaloneSignature(body.LocalSignature).DecodeLocalSignature(new Names(), null);
            found.AddRange(locals.SelectMany(type => type).Select(type => new Reference(0, type, null, false)));
        }

        return found;
    }

    private static OpCode Next(ref BlobReader reader)
    {
        ushort code = reader.ReadByte();
        return Codes[code is 0xFE ? (ushort)(0xFE00 | reader.ReadByte()) : code];
    }

    private static void Skip(ref BlobReader reader, OperandType operand)
    {
        var length = operand switch
        {
            OperandType.InlineNone => 0,
            OperandType.ShortInlineBrTarget or OperandType.ShortInlineI or OperandType.ShortInlineVar => 1,
            OperandType.InlineVar => 2,
            OperandType.InlineI8 or OperandType.InlineR => 8,
            OperandType.InlineSwitch => reader.ReadInt32() * 4,
            _ => 4,
        };
        reader.Offset += length;
    }

    private IEnumerable<Reference> References(int offset, EntityHandle handle, bool isCall) => handle.Kind switch
    {
        HandleKind.MethodDefinition when metadata.GetMethodDefinition((MethodDefinitionHandle)handle) is var method =>
            [new(offset, Names.Of(metadata, method.GetDeclaringType()), metadata.GetString(method.Name), isCall)],
        HandleKind.FieldDefinition when metadata.GetFieldDefinition((FieldDefinitionHandle)handle) is var field =>
            [new(offset, Names.Of(metadata, field.GetDeclaringType()), metadata.GetString(field.Name), isCall)],
        HandleKind.MemberReference when metadata.GetMemberReference((MemberReferenceHandle)handle) is var member =>
            Named(offset, Names.Of(metadata, member.Parent), metadata.GetString(member.Name), isCall),
        HandleKind.MethodSpecification when metadata.GetMethodSpecification((MethodSpecificationHandle)handle) is var generic =>
            [
                .. References(offset, generic.Method, isCall),
                .. generic.DecodeSignature(new Names(), null)
                    .SelectMany(type => type)
                    .Select(type => new Reference(offset, type, null, false))],
        _ => Names.Of(metadata, handle).Select(type => new Reference(offset, type, null, false)),
    };

    /// <summary>The first name is the type that has the member, the others are its arguments.</summary>
    private static IEnumerable<Reference> Named(int offset, ImmutableArray<string> types, string member, bool isCall) =>
        types.Select((type, index) => new Reference(offset, type, index is 0 ? member : null, index is 0 && isCall));
}
