using System.Collections.Immutable;
using Improvement.Bot.Errors.Life;
using Improvement.Bot.Framework.Cards;
using Improvement.Bot.Pages;
using Improvement.Bot.People;
using Improvement.Bot.Records;
using Improvement.Bot.Storage;

namespace Improvement.Bot.Errors.Cards;

/// <summary>
/// The views of an error that stay current wherever they stand. Each is decided anew whenever it is drawn, for whoever reads there at that
/// moment; see <see cref="RecordKind{T}.Draw"/>.
/// </summary>
internal static class ErrorViews
{
    /// <summary>Lines of history among which a card looks for what is new.</summary>
    private const int NewsShown = 10;

    /// <summary>In the reporter's chat.</summary>
    public const string Reporter = ErrorKind.ReporterView;

    /// <summary>In the chat of somebody who met the same thing.</summary>
    public const string Witness = ErrorKind.WitnessView;

    /// <summary>In a channel, for everybody in it.</summary>
    public const string Triage = "triage";

    /// <summary>In a lead's own chat, for a restricted error.</summary>
    public const string Lead = ErrorKind.LeadView;

    /// <summary>In the owner's own chat.</summary>
    public const string Owner = ErrorKind.OwnerView;

    /// <summary>In the own chat of somebody who is asked to decide about a fix.</summary>
    public const string Approval = ErrorKind.ApprovalView;

    /// <summary>The causes of an error.</summary>
    public const string Causes = ErrorKind.AnalysisView;

    /// <summary>In the own chat of somebody who is asked to confirm a verdict on a fix.</summary>
    public const string Verdict = ErrorKind.VerdictView;

    /// <summary>All of them.</summary>
    public static ImmutableArray<string> All { get; } = [Reporter, Witness, Triage, Lead, Owner, Approval, Causes, Verdict];

    /// <summary>A view for somebody who sees the error or its outline.</summary>
    public static Card Draw(RecordLook<ErrorRecord> look, string view)
    {
        var (services, error, viewer) = look;
        if (viewer.Level is AccessLevel.AsWitness) return ErrorStatus.Outline(look, back: null);
        return view switch
        {
            Reporter when viewer.Person == error.Reporter => ErrorCards.ForReporter(
                error, News(services, error),
                error.State is ErrorState.Closed ? ClosingNote.Of(services.GetRequiredService<Session>(), error) : null,
                error is { HasAdvice: true, State: < ErrorState.FixProposed and not ErrorState.Withdrawn }
                    ? services.GetRequiredService<Advice>().Beside(ErrorKind.Id(error.Number), viewer.Person)
                    : null),
            Owner when viewer.Person == error.Owner => ErrorCards.ForOwner(
                error, News(services, error), AlsoIn.For(look), RelatedErrors.For(look).Labels),
            Causes => AnalysisCards.Of(
                error, AlsoIn.For(look), services.GetRequiredService<PageLinks>().Button(AnalysisPage.Page, error.Number)),
            Witness when viewer.IsWitness || viewer.Person == error.Reporter =>
                ErrorCards.ForWitness(error, News(services, error), viewer.Person, AccountOf(services, error, viewer)),
            Witness when viewer.Person != default
                && AccountRetractions.HasAny(services.GetRequiredService<Session>(), error.Number, viewer.Person) =>
                RetractionCards.InPlace(error),
            Approval when FixOf(services, error) is { } fix => ForApproval(look, fix),
            Verdict when WatchOf(services, error) is { } watch => ForVerifier(services, error, watch, viewer.Person),
            _ => ErrorCards.ForTriage(
                error, News(services, error), view is Triage && SeverityStrip.Calls(error) ? Leads(services, error) : [],
                FixOf(services, error), view is Triage && viewer.Person != default ? StepsOf(services, error) : null,
                error.State is ErrorState.Verifying ? WatchOf(services, error) : null, RelatedErrors.For(look).Labels),
        };
    }

    /// <summary>Its owner, its reporter, and those who lead its team.</summary>
    public static IEnumerable<Person> RefreshUsers(IServiceProvider services, ErrorRecord error)
    {
        var people = services.GetRequiredService<KnownPeople>();
        return new[] { error.Owner, error.Reporter }.OfType<PersonId>().Select(id => people.Find(id)).OfType<Person>()
            .Concat(services.GetRequiredService<Leads>().PresentAndAway(error.OfTeam, ErrorKind.Access.LeadRole));
    }

    private static long? AccountOf(IServiceProvider services, ErrorRecord error, Viewer viewer) =>
        ErrorLife.Machine.Has(error.State, ErrorAction.RetractAccount)
            ? WitnessAccounts.NewestOf(services.GetRequiredService<Session>(), viewer.Person, error.Number)
            : null;

    private static IReadOnlyList<ErrorAction> StepsOf(IServiceProvider services, ErrorRecord error) =>
        services.GetRequiredService<Reporter>().ActionsOn(error);

    private static Card ForVerifier(IServiceProvider services, ErrorRecord error, WatchLook watch, PersonId reader)
    {
        var asked = services.GetRequiredService<Reporter>().Verifiers(error).FirstOrDefault(each => each.Person == reader);
        return VerdictCards.ForVerifier(
            error, watch, asked?.Rule, services.GetRequiredService<PageLinks>().Button(VerdictPage.Page, error.Number));
    }

    private static WatchLook? WatchOf(IServiceProvider services, ErrorRecord error) =>
        services.GetRequiredService<Reporter>().LookAtWatch(error);

    private static Card ForApproval(RecordLook<ErrorRecord> look, Fix fix)
    {
        var (services, error, reader) = (look.Services, look.Record, look.Viewer.Person);
        var decider = services.GetRequiredService<Reporter>().Deciders(error).FirstOrDefault(each => each.Person == reader);
        var lead = decider?.For is { } away ? services.GetRequiredService<KnownPeople>().Find(away)?.ShownName : null;
        var session = services.GetRequiredService<Session>();
        var by = FixRows.ReferralsOf(session, fix.Number).LastOrDefault(referral => referral.To == reader);
        return FixCards.ForApproval(
            error, fix, new(decider?.Rule, lead, by), FixRows.LastChangeOf(session, fix.Number), AlsoIn.For(look),
            services.GetRequiredService<Reporter>().ProvableOf(error, fix.Content.Promised));
    }

    private static Fix? FixOf(IServiceProvider services, ErrorRecord error) => error.State is ErrorState.FixProposed
        or ErrorState.ChangesRequested or ErrorState.Implementing or ErrorState.Implemented or ErrorState.Verifying
        or ErrorState.Analysing
        && services.GetRequiredService<Reporter>().FixOf(error) is { } fix
        ? fix with { Rate = FixOutcomes.RateOf(services.GetRequiredService<Session>(), fix.Content.Strength) }
        : null;

    private static IReadOnlyList<HistoryLine> News(IServiceProvider services, ErrorRecord error) =>
        error.Version is 1 && error.Additions is 0 ? [] : ErrorHistory.Of(services.GetRequiredService<Session>(), error.Number, NewsShown);

    private static IReadOnlyList<Person> Leads(IServiceProvider services, ErrorRecord error) =>
        services.GetRequiredService<Leads>().Of(error.OfTeam, ErrorKind.Access.LeadRole);
}
