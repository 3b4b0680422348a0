using System.Collections.Frozen;

namespace Improvement.Bot.Feedback.Ballots;

/// <summary>
/// Where everything stands in the plain box of a form: version, slip key, how many ballots came under the present key, a bit for each seat
/// that answered, one for each that objects, and a counter of four bytes for each item, segment and answer, and for each cell of a pair.
/// Nothing in it joins two answers of one person, except within a declared pair.
/// </summary>
internal sealed class BoxLayout
{
    /// <summary>Version of this layout.</summary>
    public const byte Version = 1;

    /// <summary>Bytes of the slip key.</summary>
    public const int KeySize = 32;

    /// <summary>Where the slip key stands.</summary>
    public const int SlipKey = 1;

    /// <summary>Where the number of ballots under the present key stands.</summary>
    public const int UnderKey = SlipKey + KeySize;

    /// <summary>Where the bits of who answered stand.</summary>
    public const int Answered = UnderKey + CounterSize;

    private const int CounterSize = 4;

    private readonly FrozenDictionary<BoxCell, int> _cells;
    private readonly FrozenDictionary<PairCell, int> _pairs;

    public BoxLayout(BoxForm form)
    {
        Form = form;
        BitBytes = (form.Seats + 7) / 8;
        Objecting = Answered + BitBytes;
        var at = Objecting + BitBytes;
        _cells = Placed(Cells(form), ref at);
        _pairs = Placed(PairCells(form), ref at);
        Size = at;
    }

    /// <summary>What is counted.</summary>
    public BoxForm Form { get; }

    /// <summary>Bytes of a bit for each seat.</summary>
    public int BitBytes { get; }

    /// <summary>Where the bits of who objects stand.</summary>
    public int Objecting { get; }

    /// <summary>Bytes of the plain box.</summary>
    public int Size { get; }

    /// <summary>Where the counter of each answer stands.</summary>
    public IReadOnlyDictionary<BoxCell, int> CellPlaces => _cells;

    /// <summary>Where the counter of each two answers stands.</summary>
    public IReadOnlyDictionary<PairCell, int> PairPlaces => _pairs;

    private static FrozenDictionary<T, int> Placed<T>(IEnumerable<T> cells, ref int at)
        where T : notnull
    {
        var places = new Dictionary<T, int>();
        foreach (var cell in cells)
        {
            places.Add(cell, at);
            at += CounterSize;
        }

        return places.ToFrozenDictionary();
    }

    private static IEnumerable<BoxCell> Cells(BoxForm form) =>
        from item in form.Items
        from segment in Enumerable.Range(0, form.Segments)
        from answer in item.Answers
        select new BoxCell(item.Code, segment, answer);

    private static IEnumerable<PairCell> PairCells(BoxForm form) =>
        from pair in form.Pairs
        from one in AnswersOf(form, pair.One)
        from other in AnswersOf(form, pair.Other)
        select new PairCell(pair, one, other);

    private static IEnumerable<string> AnswersOf(BoxForm form, string code) => form.Items.First(item => item.Code == code).Answers;
}
