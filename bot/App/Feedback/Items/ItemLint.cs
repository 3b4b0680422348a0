using System.Collections.Immutable;
using System.Text.RegularExpressions;
using static Improvement.Bot.Records.Wording;

namespace Improvement.Bot.Feedback.Items;

/// <summary>What is wrong with a question.</summary>
internal enum LintRule
{
    /// <summary>There is none.</summary>
    Empty,

    /// <summary>It asks two things, so that nobody knows which of them an answer is about.</summary>
    DoubleBarrelled,

    /// <summary>It suggests an answer.</summary>
    Leading,

    /// <summary>In so small a group its answers show who gave them, or they are about one known person.</summary>
    Identifying,

    /// <summary>It asks for a name or a person, in a group of any size.</summary>
    NamesSomebody,

    /// <summary>It denies twice, so that people agree with the opposite of what they mean.</summary>
    DoubleNegative,

    /// <summary>It is too long to be read in passing.</summary>
    TooLong,
}

/// <summary>Something wrong with a question, and what to do.</summary>
/// <param name="Rule">What it is.</param>
/// <param name="Sentence">The same for whoever wrote it, in the language of the moment.</param>
internal sealed record LintFinding(LintRule Rule, string Sentence)
{
    /// <summary>Whether it may not be asked at all; anything else is advice.</summary>
    public bool IsRefused => Rule is LintRule.Empty or LintRule.Identifying or LintRule.NamesSomebody;
}

/// <summary>
/// Looks at questions that leads write themselves. Its rules know English wording only; a question in another language passes unseen, so a
/// clean result is no seal.
/// </summary>
internal static partial class ItemLint
{
    /// <summary>People from whom on one may ask what describes a person, or about whoever leads them.</summary>
    public const int FewestForTraits = 30;

    /// <summary>Words of a question at most.</summary>
    public const int MostWords = 25;

    /// <summary>What is wrong with a question for a group; nothing for a good one.</summary>
    /// <param name="words">The question.</param>
    /// <param name="kind">How it is answered; of a text two things may be asked in one breath.</param>
    /// <param name="audience">People who are asked.</param>
    public static ImmutableArray<LintFinding> Of(string words, ItemKind kind, int audience)
    {
        if (string.IsNullOrWhiteSpace(words)) return [new(LintRule.Empty, ItemTexts.Lint_Empty)];
        var found = ImmutableArray.CreateBuilder<LintFinding>();
        void Add(LintRule rule, string? sentence)
        {
            if (sentence is not null) found.Add(new(rule, sentence));
        }

        var length = words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
        Add(LintRule.NamesSomebody, Quoting(ItemTexts.Lint_NamesSomebody, Person().Match(words)));
        if (audience < FewestForTraits && Trait().Match(words) is { Success: true } trait)
        {
            Add(LintRule.Identifying, Say(ItemTexts.Lint_Identifying, audience, trait.Value, FewestForTraits));
        }
        Add(LintRule.DoubleBarrelled, Quoting(ItemTexts.Lint_DoubleBarrelled, TwoThings(words, kind)));
        Add(LintRule.Leading, Quoting(ItemTexts.Lint_Leading, Suggestion().Match(words)));
        Add(LintRule.DoubleNegative, Quoting(ItemTexts.Lint_DoubleNegative, TwoNegations().Match(words)));
        Add(LintRule.TooLong, length > MostWords ? Say(ItemTexts.Lint_TooLong, length, MostWords) : null);
        return found.ToImmutable();
    }

    /// <summary>Where a second thing is asked: after the joint, once pairs that mean one thing are out of the way.</summary>
    private static Match TwoThings(string words, ItemKind kind)
    {
        if (TwoQuestions().Match(words) is { Success: true } two) return two;
        return kind is ItemKind.Text or ItemKind.SingleChoice or ItemKind.MultipleChoice
            ? Match.Empty
            : Joint().Match(OnePair().Replace(words, "…"));
    }

    private static string? Quoting(string sentence, Match match) => match.Success ? Say(sentence, match.Value.Trim()) : null;

    [GeneratedRegex(@"\b(\w+ (and|or|as well as|plus|and/or|but also) \w+|\w+/\w+)", RegexOptions.IgnoreCase)]
    private static partial Regex Joint();

    /// <summary>"Between" and "from … to" name one relation, the others are set phrases or the two ends of one scale.</summary>
    [GeneratedRegex(
        @"\bbetween [^.,?]+? and (\w+ ){0,2}\w+|\b(pros and cons|now and then|more and more|again and again|"
        + @"back and forth|trial and error|more or less|sooner or later|once or twice|one or more|(one|two|three) or (two|"
        + @"three|four)|or not|and so on|yes or no|day and night|ups and downs|come and go|to and fro|better or worse|"
        + @"on and off|dos and don'?ts|research and development|health and safety|question and answer|"
        + @"command and control|black and white|go and \w+|try and \w+|come and \w+|24/7)\b|"
        + @"\bagree or disagree\b|\bhigh or low\b|\bmore or fewer\b|\b(\w+ )?years? or (more|less)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex OnePair();

    [GeneratedRegex(@"\?.+\?", RegexOptions.Singleline)]
    private static partial Regex TwoQuestions();

    [GeneratedRegex(
        @"^\W*(don['’]?t|doesn['’]?t|isn['’]?t|aren['’]?t|wouldn['’]?t|shouldn['’]?t|won['’]?t|can['’]?t|couldn['’]?t|"
        + @"haven['’]?t|didn['’]?t) (you|we|it|this|that|the|our|they)\b|\b(surely|obviously|clearly|of course|"
        + @"needless to say|undoubtedly|as (we all|everybody|everyone|you) know|everybody (knows|agrees|loves|hates)|"
        + @"everyone (knows|agrees|loves|hates)|most (people|of us) (agree|think|love|hate)|don['’]?t you (agree|think)|"
        + @"isn['’]?t it|right\?$|do you agree that|would you agree that|you must admit|let['’]s be honest)|"
        + @"\bhow (much )?(do you|did you) (love|like|enjoy|hate|dislike|appreciate)\b|\bhow (much )?(better|worse|easier|"
        + @"harder|faster|slower|happier|great|excellent|awful|terrible|amazing|annoying|helpful|bad|useless)\b|\b(our|the|"
        + @"this|these|such an?|an?) (great|excellent|amazing|awesome|fantastic|wonderful|outstanding|successful|innovative|"
        + @"terrible|awful|horrible|useless|annoying|ridiculous|much[- ]needed|proven|popular|world-class|long-awaited)\b|"
        + @"\b(why|how come) (is|are|was|were|do|does|did) .*\b(so|such|always|never|still)\b|\bshould (we|"
        + @"the team) (finally|at last|stop wasting)\b|\bfinally\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Suggestion();

    [GeneratedRegex(
        @"\b(your|my|our|the|his|her) (direct |line |team )?(manager|boss|supervisor|team ?lead|lead|leader|head|foreman|"
        + @"director)\b|\b(your|my) (\w+ )?(age|gender|sex|nationality|religion|ethnicity|mother tongue|native language|"
        + @"marital status|job title|position|seniority|salary|desk|shift|office|department|qualification|degree|disability|"
        + @"date of birth|birthday|year of birth|hire date|pronouns?|role)\b|\bhow (old|long) (are|have) you\b(?=.*\b(old|"
        + @"worked|work|been (here|with|in))\b|\W*$)|\bhow old are you\b|\b(when|in which year|in what year) (were you born|"
        + @"did you (join|start))\b|\bwhich (team|department|shift|site|office|floor|group) (are|do|did) you\b|"
        + @"\bare you (a |an )?(man|woman|male|female|married|pregnant|part[- ]time|full[- ]time|disabled|the only|"
        + @"new here)\b|\bdo you have (children|kids|a disability)\b|\bwhere (are you from|do you live|do you sit)\b|"
        + @"\bwhat is your (job|position|title|role)\b|\bas the only\b|\byears of service\b|\bhow many years\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Trait();

    [GeneratedRegex(
        @"\b(what is|enter|give|write|state|tell us) your (\w+ )?(name|e-?mail|number|initials|phone)\b|\b(your|their|his|"
        + @"her) (full |first |last |user ?)?names?\b|\bwho (is|was|has|did|made|caused|broke|should be|would you|do you|in|"
        + @"of|on)\b|\bwhich (colleague|person|co-?worker|team ?mate|member|of your colleagues|of us)\b|\bwhose (fault|"
        + @"mistake|error)\b|\bname (a|the|one|someone|somebody|your|any) (\w+ )?(colleague|person|who|people|co-?worker|"
        + @"manager)\b|\bname (someone|somebody|anybody|anyone) who\b|\b(employee|staff|personnel) (number|id)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex Person();

    [GeneratedRegex(
        @"\b(not|never|no|nobody|none|nothing|cannot|can['’]?t|don['’]?t|doesn['’]?t|isn['’]?t|aren['’]?t|won['’]?t|"
        + @"didn['’]?t|without|hardly|rarely|seldom)\b[^.?!]*?\b(not|never|nobody|none|nothing|cannot|no one|without|"
        + @"un(clear|able|fair|safe|happy|likely|necessary|usual|aware|willing|reliable|important|helpful|reasonable|"
        + @"comfortable|certain|prepared)\w*|im(possible|practical|proper)|in(correct|sufficient|accurate|complete|"
        + @"adequate)\w*|dis(agree|like|satisfied)\w*|fail(s|ed)? to|lacks?)\b",
        RegexOptions.IgnoreCase)]
    private static partial Regex TwoNegations();
}
