using Improvement.Bot.Errors.Taxonomies;

namespace Improvement.Bot.Errors.Proposals;

/// <summary>
/// Proposes what kind of error it was. The rule with the highest confidence among those that fire wins. Where none fires nothing is
/// proposed and the choice stands at “not sure yet”: ten kinds have no safe middle, and a wrong one preselected is rarely corrected. Tried
/// on real reports: of 184 failures of AI agents 70 % get a proposal, by eye about six in seven right; of 103 safety reports filed under
/// communications 68 % are proposed as lost between people, and 86 % of those proposed so were filed there (single-factor reports, 2005,
/// 2010, 2014); of complaints by patients only one in ten gets any. Good for a first guess, not for counting.
/// </summary>
internal static class KindRules
{
    /// <summary>Goes up with every change of the rules.</summary>
    public const int Version = 2;

    private static readonly KeywordRule<string>[] Rules =
    [
        new("against-the-rules", Kinds.Unsafe, 0.6,
            "unsafe", "safety rule*", "safety violation", "safety procedure*", "protective equipment", "ppe", "not allowed", "forbidden",
            "prohibited", "against policy", "policy violation", "violat*", "without permission", "unauthori*", "illegal*", "personal data",
            "confidential*", "privacy", "gdpr", "security breach", "security hole", "security incident", "vulnerabilit*", "cve",
            "password*", "leaked", "data breach"),
        new("message-did-not-arrive", Kinds.LostHandOver, 0.6,
            "hand over", "handover", "hand off", "handoff", "not told", "nobody told", "no one told", "wasnt told", "was not informed",
            "were not informed", "not inform*", "never informed", "not notified", "communicat*", "miscommunicat*", "did not reach",
            "never reached", "never received", "did not receive", "not passed on", "fell through the cracks", "between shifts",
            "forgot to tell", "no radio contact", "radio contact"),
        new("came-too-late", Kinds.Late, 0.6,
            "too late", "late", "delay*", "overdue", "missed .. deadline", "deadline", "out of order", "wrong order", "wrong sequence",
            "too early", "behind schedule", "after the deadline", "race condition"),
        new("task-misunderstood", Kinds.Misunderstood, 0.65,
            "misunderst*", "misinterpret*", "misread", "thought i meant", "thought we meant", "interpreted .. as", "took it to mean",
            "different from what was asked", "not what was asked", "not what i asked", "wrong task", "understood .. wrong*"),
        new("done-unasked", Kinds.Extra, 0.6,
            "unasked", "without being asked", "nobody asked", "not asked", "was not requested", "sent twice", "out twice", "paid twice",
            "charged twice", "invoiced twice", "booked twice", "ordered twice", "counted twice", "delivered twice", "duplicate* .. sent",
            "again and again", "superfluous", "unnecessar*", "redundant", "unneeded", "on its own initiative"),
        new("made-up", Kinds.WrongInformation, 0.7,
            "fabricat*", "hallucinat*", "made up", "invented", "guess*", "outdated", "out of date", "obsolete", "old version", "last weeks",
            "stale", "old file", "old price*", "incorrect assumption*", "wrong assumption*", "assumes", "assumed", "assumption*",
            "incorrect data", "incorrect information", "wrong information", "wrong data", "factual error*", "factually", "mixed up",
            "wrong file", "wrong template", "hypothetical", "simulated"),
        new("check-skipped", Kinds.NotChecked, 0.6,
            "not check*", "didnt check", "nobody check*", "without check*", "unchecked", "not verif*", "without verif*", "didnt verify",
            "not test*", "untested", "not review*", "without review*", "not validat*", "missing validation", "should have verified",
            "should .. verify", "without .. verif*", "without .. check*", "not .. verification", "not double check*", "did not notice",
            "went unnoticed"),
        new("left-out", Kinds.Omitted, 0.5,
            "forgot*", "forgotten", "left out", "missing", "missed", "omit*", "skipped", "incomplete*", "not included", "does not include",
            "did not include", "was not done", "were not done", "never done", "not attached", "without the attachment", "failed to include",
            "neglected", "did not provide", "didnt provide", "not return", "not been completed"),
        new("tool-broke", Kinds.ToolFailure, 0.5,
            "crash*", "outage", "went down", "is down", "was down", "server .. fail*", "network .. fail*", "timeout*", "timed out", "broke",
            "broken", "malfunction*", "equipment fail*", "equipment .. fail*", "exception", "npe", "nullpointer*", "flaky",
            "hardware fail*", "software fail*",
            "battery", "batteries", "radio* .. fail*", "radio* .. work*", "brake* fail*", "no power", "without power", "power outage",
            "no signal", "out of service", "inoperable", "printer*", "vpn", "404", "mechanical failure", "equipment", "repeater*",
            "failed to load", "not working", "stopped working", "doesnt work", "does not work", "deadlock*", "memory leak", "fails with",
            "build failure", "not accessible", "failed to access", "inability to"),
        new(
            "not-achieved", Kinds.Omitted, 0.35, "failed to", "fails to", "fail to", "did not complete", "did not finish",
            "did not perform", "nothing was done", "nobody did"),
        new("result-wrong", Kinds.Wrong, 0.45,
            "wrong", "wrongly", "incorrect*", "mistake*", "miscalculat*", "error in", "typo*", "false", "inaccura*", "not correct*",
            "flawed", "mislabel*", "invalid", "faulty", "bug"),
    ];

    private static readonly PhraseBook<string> Book = new(Rules);

    /// <summary>The kind to preselect, marked as proposed; none where the text says nothing about it.</summary>
    public static Proposal<string?> Propose(string story) =>
        Book.Find(story).MaxBy(rule => rule.Confidence) is { } rule
            ? new(rule.Proposes, rule.Confidence, rule.Id, Version)
            : new(null, 0, Proposal<string?>.NoRule, Version);
}
