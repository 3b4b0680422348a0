using System.Buffers.Binary;
using System.Text;

namespace Improvement.Bot.Tests.Channel;

/// <summary>A message of protocol buffers, read without knowing its schema: fields by their numbers.</summary>
public sealed class Protobuf(ReadOnlyMemory<byte> bytes)
{
    /// <summary>All values of a field that are messages, texts or bytes.</summary>
    public IEnumerable<Protobuf> All(int field) =>
        Fields().Where(each => each.Number == field && each.Bytes is not null).Select(each => new Protobuf(each.Bytes!.Value));

    /// <summary>The messages at the end of a path of fields.</summary>
    public IEnumerable<Protobuf> Path(params ReadOnlySpan<int> fields)
    {
        IEnumerable<Protobuf> here = [this];
        foreach (var field in fields)
        {
            var number = field;
            here = here.SelectMany(message => message.All(number));
        }

        return here;
    }

    /// <summary>A text; empty when it is not there.</summary>
    public string Text(int field) => All(field).Select(each => Encoding.UTF8.GetString(each.Bytes.Span)).FirstOrDefault("");

    /// <summary>A number of eight bytes or of variable length; null when it is not there.</summary>
    public ulong? Number(int field) =>
        Fields().Where(each => each.Number == field && each.Bytes is null).Select(each => (ulong?)each.Value).FirstOrDefault();

    private ReadOnlyMemory<byte> Bytes => bytes;

    private IEnumerable<(int Number, ulong Value, ReadOnlyMemory<byte>? Bytes)> Fields()
    {
        for (var at = 0; at < bytes.Length;)
        {
            var key = Variable(ref at);
            var number = (int)(key >> 3);
            switch (key & 7)
            {
                case 0: yield return (number, Variable(ref at), null); break;
                case 1: yield return (number, BinaryPrimitives.ReadUInt64LittleEndian(bytes.Span[at..]), null); at += 8; break;
                case 2:
                    var length = (int)Variable(ref at);
                    yield return (number, 0, bytes.Slice(at, length));
                    at += length;
                    break;
                case 5: yield return (number, BinaryPrimitives.ReadUInt32LittleEndian(bytes.Span[at..]), null); at += 4; break;
                default: throw new InvalidDataException("This is no protocol buffer.");
            }
        }
    }

    private ulong Variable(ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var next = bytes.Span[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }
}
