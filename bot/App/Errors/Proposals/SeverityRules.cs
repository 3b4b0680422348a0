using Improvement.Bot.Errors.Impact;

namespace Improvement.Bot.Errors.Proposals;

/// <summary>
/// Proposes a severity from what was written. The rules are asked in order and the first that fires wins: a person who was hurt goes before
/// everything, and after that “we almost sent it” and “nobody was harmed” change the meaning of whatever else stands there. Where none
/// fires the proposal is <see cref="Severity.ReachedNoHarm"/>: somebody met the error, and no loss was mentioned; it is also the middle of
/// the scale, so one step off at most in most cases. Tried on real reports: of 2,503 software bugs 87 % get the default; where a rule on
/// crashes fires 24 % were rated critical or worse by their maintainers (6 % otherwise), where the one on cosmetics fires 84 % minor or
/// less (25 % otherwise). Of 411 safety narratives 36 tell of somebody who was hurt or fell ill, as read one by one among 120 that mention
/// injury at all; 30 of them are proposed as critical, and none of the others, which is why the phrases are narrow ones: “someone will get
/// hurt” is no injury. The phrases were chosen on the same narratives, so less is to be expected of others. The remaining rules say little
/// on either: a nudge, which people are asked to confirm.
/// </summary>
internal static class SeverityRules
{
    /// <summary>Goes up with every change of the rules.</summary>
    public const int Version = 2;

    private static readonly KeywordRule<Severity>[] Rules =
    [
        new("person-hurt", Severity.Critical, 0.7,
            "was injured", "were injured", "got injured", "injured at", "injured while", "injured by", "injured somebody",
            "injured someone", "injured him", "injured her", "injured two", "injured one", "injured a", "injured an",
            "was severely injured", "were severely injured", "people severely injured", "was seriously injured", "were seriously injured",
            "people seriously injured", "the injured", "injured crew*", "people injured", "sustained .. injur*", "received .. injur*",
            "suffered .. injur*",
            "severe injur*", "serious injuries", "escaped with injuries", "injuries sustained", "injury occurred", "his injur*",
            "her injur*", "their injuries", "extent of .. injur*", "nature of .. injur*", "severity of .. injur*",
            "was hurt", "were hurt", "got hurt", "people hurt", "hurt himself", "hurt herself", "hurt his", "hurt her", "fell .. and broke",
            "broke his arm", "broke her arm", "broke his leg", "broke her leg", "broken arm", "broken leg", "fractur*", "sprain*",
            "dislocated",
            "degree burn*", "thickness burn*", "burns to", "sustained .. burns", "burned himself", "burned herself", "burned his",
            "burned her", "cut his hand", "cut her hand", "cut his finger", "cut her finger", "laceration*", "amputat*", "puncture wound",
            "needed stitches", "a concussion", "electrocuted",
            "was unconscious", "found unconscious", "lost consciousness", "regain* consciousness", "heart attack", "chest pain*",
            "heat exhaustion", "heat stroke",
            "taken .. to .. hospital", "brought .. to .. hospital", "flown .. to .. hospital", "transported .. to .. hospital",
            "he went to .. hospital", "she went to .. hospital", "driven to .. hospital", "individual to the hospital",
            "in the hospital with", "medivac* .. to .. hospital", "hospitali*",
            "released from .. hospital", "taken to .. clinic", "transported to .. clinic", "transported to .. medical center",
            "was treated by", "treated and released", "ambulance arrived", "by ambulance", "a waiting ambulance", "air ambulance",
            "medevac*", "medivac*", "life flight",
            "was killed", "were killed", "he died", "she died", "died of", "died from", "passed away", "a fatality", "was fatal"),
        new("caught-in-time", Severity.NearMiss, 0.7,
            "near miss", "near misses", "nearly", "almost", "just in time", "in the nick of time", "caught .. before", "caught in time",
            "noticed .. before", "found .. before", "spotted .. before", "stopped .. before",
            "before it was sent", "before it went out", "before sending", "before the release", "before anyone", "before anybody",
            "close call", "had not yet been sent", "could be stopped", "would have gone"),
        new("could-have-been-worse", Severity.Hazard, 0.5,
            "could have been", "could have resulted", "could have led", "could have caused", "could have hurt", "could have injured",
            "could have killed", "matter of time", "waiting to happen", "if this had been", "someone will get hurt",
            "somebody will get hurt", "if someone gets hurt"),
        new("privacy-or-law", Severity.Critical, 0.6,
            "data breach", "privacy breach", "personal data", "confidential .. to", "gdpr", "lawsuit", "sued", "was illegal", "is illegal",
            "regulator*", "data protection", "medical records", "leak* .. password*", "leak* .. data", "data .. leaked",
            "leaked to", "password* .. leaked", "credentials .. leaked"),
        new("security", Severity.Critical, 0.6,
            "security breach", "security incident", "hacked", "ransomware", "attacker got", "attackers got", "unauthori* access",
            "credentials exposed", "exposed .. credentials", "exposed .. key*", "was stolen", "were stolen", "phishing"),
        new("lost-for-good", Severity.Critical, 0.6,
            "data loss", "loss of data", "lost data", "lost .. for good", "irrecoverabl*", "unrecoverabl*", "irreversibl*",
            "cannot be recovered", "cannot be restored", "could not be restored", "corrupt* data", "data corrupt*", "permanently lost",
            "permanently delet*"),
        new("commitment-missed", Severity.MajorHarm, 0.5,
            "deadline .. missed", "missed .. deadline", "missed the deadline", "penalt*", "contract* .. broken", "all customers",
            "every customer", "many customers", "hundreds of", "thousands of", "whole team", "whole company", "entire team", "everyone was",
            "production is down", "production was down", "production down",
            "outage", "is down", "was down for", "went down", "restored from backup", "data restored", "refund*", "complain*"),
        new("stopped-working", Severity.MajorHarm, 0.4,
            "crash*", "deadlock*", "oom", "outofmemory*", "out of memory", "hang", "hangs", "data inconsisten*", "fails to start",
            "failed to start", "cannot start", "unable to start", "infinite loop"),
        new("rework", Severity.MinorHarm, 0.5,
            "had to redo", "redo", "rework*", "do it again", "did it again", "start over", "started over", "hours to fix",
            "hours to repair", "took .. hours", "lost .. hour*", "lost .. hours", "half a day", "wasted", "delay*", "late by",
            "had to wait", "waited", "wrong file", "wrong person", "wrong customer", "wrong address", "wrong recipient", "sent .. wrong",
            "overcharg*", "charged twice", "invoiced twice", "paid twice"),
        new("no-harm", Severity.ReachedNoHarm, 0.7,
            "no harm", "no damage", "no loss", "no impact", "nobody was harmed", "nobody was affected", "no one was affected",
            "no consequences", "cosmetic", "typo*", "spelling", "misspel*", "misleading", "only looks"),
        new("could-happen", Severity.Hazard, 0.6,
            "could lead", "might lead", "may lead", "could cause", "might cause", "may cause", "can lead to", "risk that", "risk of",
            "at risk", "hazard*", "vulnerabilit*", "cve", "someone could", "somebody could", "if nobody", "unsafe condition", "potential*",
            "dangerous"),
    ];

    private static readonly PhraseBook<Severity> Book = new(Rules);

    /// <summary>The severity to preselect, marked as proposed.</summary>
    public static Proposal<Severity> Propose(string story) =>
        Book.Find(story).MinBy(rule => Array.IndexOf(Rules, rule)) is { } rule
            ? new(rule.Proposes, rule.Confidence, rule.Id, Version)
            : new(Severity.ReachedNoHarm, 0.3, Proposal<Severity>.NoRule, Version);
}
