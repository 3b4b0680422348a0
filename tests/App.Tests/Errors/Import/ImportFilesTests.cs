using System.Text;
using FluentAssertions;
using Improvement.Bot.Operations;
using Xunit;

namespace Improvement.Bot.Errors;

/// <summary>Files as other systems and spreadsheets write them.</summary>
public sealed class ImportFilesTests : IDisposable
{
    private readonly KeptImports _kept = new();
    private readonly StringWriter _said = new();

    [Theory]
    [InlineData("Bug ID,Product,Summary,Opened,Changed\n7,Web,Crash,2024-03-05 09:12:33,2024-03-09 09:12:33\n")]                                         // Bugzilla
    [InlineData("Summary,Issue key,Issue id,Status,Created,Comment,Comment\nCrash,P-7,7,Open,05/Mar/24 9:12 AM,,\n")]                                   // Jira
    [InlineData("Zusammenfassung,Vorgangsschlüssel,Erstellt\nCrash,7,05.03.2024 09:12\n")]                                                              // Jira, German
    [InlineData("number,title,state,createdAt,url\n7,Crash,OPEN,2024-03-05T09:12:33Z,http://example.com\n")]                                            // GitHub
    [InlineData("Title,Description,Issue ID,URL,Created At (UTC),Updated At (UTC)\nCrash,,7,http://example.com,2024-03-05 09:12:33,2024-03-09 09:12\n")] // GitLab
    [InlineData("ID,Work Item Type,Title,State,Created Date\n7,Bug,Crash,New,3/5/2024 9:12:33 AM\n8,Bug,Other,New,3/15/2024 9:12:33 AM\n")]             // Azure DevOps
    [InlineData("ID,Team,Title,Status,Created,Updated\n7,Eng,Crash,Todo,Tue Mar 05 2024 09:12:33 GMT+0000 (GMT),\n")]                                   // Linear
    [InlineData("Task ID,Created At,Completed At,Name,Notes\n7,2024-03-05,,Crash,\n")]                                                                  // Asana
    [InlineData("Ticket ID,Subject,Status,Created time,Due by Time\n7,Crash,Open,2024-03-05 09:12:33,2024-03-07 09:12:33\n")]                           // Freshdesk
    [InlineData("Id,Subject,Requester,Requested,Status\n7,Crash,Ann,2024-03-05 09:12,Open\n")]                                                          // Zendesk
    [InlineData("\"number\",\"sys_created_on\",\"short_description\"\n\"7\",\"2024-03-05 09:12:33\",\"Crash\"\n")]                                      // ServiceNow
    [InlineData("id,incident_number,description,created_on\n7,1201,Crash,2024-03-05T09:12:33+00:00\n")]                                                 // PagerDuty
    [InlineData("Alert ID,TinyId,Message,Status,CreatedAt\n7,12,Crash,open,1709629953000\n")]                                                           // Opsgenie
    [InlineData("#,What happened?,Start Date (UTC),Submit Date (UTC)\n7,Crash,2024-03-05 09:10:00,2024-03-05 09:12:33\n")]                              // Typeform
    [InlineData("ID,Start time,Completion time,Email,Name,What happened?\n7,3/5/24 9:10:00,3/5/24 9:12:33,anonymous,,Crash\n8,3/15/24 9:10:00,3/15/24 9:12:33,anonymous,,Crash\n")] // Microsoft Forms
    [InlineData("ID;Titel;Erstellt;Geändert\n7;Crash;05.03.2024 09:12;09.03.2024 09:12\n")]                                                             // SharePoint, German
    [InlineData("ID;Titre;Créé;Modifié\n7;Crash;15/03/2024 09:12;\n")]                                                                                  // SharePoint, French
    [InlineData("ID;Título;Creado;Modificado\n7;Crash;15/03/2024 09:12;\n")]                                                                            // SharePoint, Spanish
    [InlineData("Horodateur,Que s'est-il passé ?,Description\n05/03/2024 09:12:33,,Crash\n15/03/2024 09:12:33,,Other\n")]                               // Google Forms, French
    [InlineData("Name,Created,Tags\nCrash,\"March 5, 2024 9:12 AM\",\n")]                                                                               // Notion
    [InlineData("Case Number,Subject,Date/Time Opened\n7,Crash,2024-03-05 09:12\n")]                                                                    // Salesforce
    [InlineData("Ref,Title,Incident first reported date\n7,Crash,2024-03-05\n")]                                                                        // none of them
    public async Task The_day_of_reporting_is_found_in_everyday_exports(string text)
    {
        using var file = new CsvFile(text);
        (await Run(file)).Should().Be(0, _said.ToString());
        var first = _kept.Errors.Values.First();
        first.Title.Should().Be("Crash");
        first.Created!.Value.Year.Should().Be(2024, _said.ToString());
        first.Created!.Value.Month.Should().Be(3);
    }

    [Theory]
    [InlineData("id,title,created,\n1,One,2026-03-15\n")]
    [InlineData("id,title,created\n1,One,2026-03-15,,,\n")]
    [InlineData("id,title,created,state,notes\n1,One,2026-03-15\n")]
    [InlineData("Incident report 2024\nExported by,Ann\n\nid,title,created\n1,One,2026-03-15\n")]
    [InlineData("Exported by Ann, at nine, for all\nid,title,created\n1,One,2026-03-15\n")]
    [InlineData("sep=;\nid;title;created\n1;One;2026-03-15\n")]
    [InlineData("id|title|created\n1|One|2026-03-15\n")]
    [InlineData("id\ttitle\tcreated\n1\tOne\t2026-03-15\n")]
    [InlineData("id,title,created\r1,One,2026-03-15\r")]
    [InlineData("id,title,created\n1,One,2026-03-15\n\u001a")]
    [InlineData("id,title,created\r\n1,One,2026-03-15\u001a")]
    [InlineData("id,title,created\n\n1,One,2026-03-15\n,,\n\n")]
    [InlineData("id,title,created\n1,One,2026-03-15\nTotal,1,\n")]
    [InlineData("id,title,created\n1,One,2026-03-15\n\n\"Report generated by Ann\"\n\"Copyright (c) 2026 example.com\"\n")]
    [InlineData("id,title,created\n1,One,2026-03-15\nid,title,created\n")]
    [InlineData("ID,TITLE,Created\u00a0At,,\n\"=\"\"1\"\"\",One,2026-03-15,,\n")]
    [InlineData("id,title,created\n1,<p>One</p>,2026-03-15\n")]
    public async Task Rows_are_read_as_they_are_meant(string text)
    {
        using var file = new CsvFile(text);
        (await Run(file)).Should().Be(0, _said.ToString());
        _kept.Errors.Should().ContainSingle().Which.Value.Should().Match<ImportedError>(error => error.ExternalId == "1" && error.Title == "One" && error.Created == new DateTimeOffset(2026, 3, 15, 0, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("\"He said \\\"no, never\\\", then left\"", "He said \"no, never\", then left")]
    [InlineData("\"It \\\"is\\\" C:\\\\temp\"", "It \"is\" C:\\temp")]
    [InlineData("\"C:\\temp\\\"", "C:\\temp\\")]
    [InlineData("\"He said \"\"x\"\"\"", "He said \"x\"")]
    [InlineData("5\" disk", "5\" disk")]
    [InlineData("<div>It <b>failed</b><br>at night&nbsp;again &amp; again</div>", "It failed\nat night again & again")]
    [InlineData("R&amp;D &lt;badly&gt;", "R&D <badly>")]
    [InlineData("shows &amp; for &", "shows &amp; for &")]
    [InlineData("List<String> and the <div> tag", "List<String> and the <div> tag")]
    [InlineData("NULL", "Title")]
    [InlineData(@"\N", "Title")]
    public async Task A_text_is_kept_as_it_is_meant(string cell, string story)
    {
        using var file = new CsvFile($"id,title,description,created\n1,Title,{cell},2026-03-15\n2,Other,\"x\",2026-03-16\n");
        (await Run(file)).Should().Be(0, _said.ToString());
        _kept.Errors[("old reports", "1")].Story.Should().Be(story);
    }

    [Theory]
    [InlineData(1251, "Принтер снова остановился", "Windows-1251")]
    [InlineData(20866, "Принтер снова остановился", "KOI8-R")]
    [InlineData(866, "Принтер снова остановился", "cp866")]
    [InlineData(932, "印刷が止まりました", "shift_jis")]
    [InlineData(51932, "印刷が止まりました", "euc-jp")]
    [InlineData(50220, "印刷が止まりました", "iso-2022-jp")]
    [InlineData(936, "打印机又停了", "GBK")]
    [InlineData(950, "印表機又停了", "big5")]
    [InlineData(949, "프린터가 다시 멈췄습니다", "EUC-KR")]
    [InlineData(1250, "Drukarka znów się zatrzymała", "Windows-1250")]
    [InlineData(1250, "Tiskárna se opět zastavila, příliš horká", "Windows-1250")]
    [InlineData(1252, "Größe überschritten – 5 €", "Windows-1252")]
    [InlineData(1252, "Le serveur a été arrêté", "Windows-1252")]
    [InlineData(1252, "Müller", "Windows-1252")]
    [InlineData(1252, "Kosten 5 € zu hoch", "Windows-1252")]
    [InlineData(1254, "Yazıcı yine durdu", "Windows-1254")]
    [InlineData(65001, "Größe 打印机", "UTF-8")]
    [InlineData(1200, "Größe 打印机", "UTF-16")]
    [InlineData(1201, "Größe 打印机", "utf-16BE")]
    public async Task The_encoding_is_found_and_named(int page, string title, string name)
    {
        using var file = new CsvFile("");
        var encoding = CodePagesEncodingProvider.Instance.GetEncoding(page) ?? Encoding.GetEncoding(page);
        File.WriteAllBytes(file.Path, encoding.GetBytes($"id;title;created\n1;{title};2026-03-15\n")); // without a byte order mark
        (await Run(file)).Should().Be(0, _said.ToString());
        _kept.Errors.Values.Single().Title.Should().Be(title);
        _said.ToString().Should().StartWith($"Old Reports.csv: {name}, ");
    }

    [Theory]
    [InlineData(10000, "Größe überschritten", "macintosh")]
    [InlineData(932, "ｴｸｽﾎﾟｰﾄ失敗", "sjis")]
    public async Task A_doubtful_encoding_is_asked_for_and_taken_as_it_is_said(int page, string title, string named)
    {
        using var file = new CsvFile($"id,title,created\n1,{title},2026-03-15\n", CodePagesEncodingProvider.Instance.GetEncoding(page));
        (await Run(file)).Should().Be(2);
        _said.ToString().Should().Contain("--encoding").And.Contain(title, "it shows how each would read");
        _kept.Errors.Should().BeEmpty();

        (await Run(file, "--encoding", named)).Should().Be(0);
        _kept.Errors.Values.Single().Title.Should().Be(title);
    }

    [Fact]
    public async Task Damaged_text_is_not_imported_as_something_else()
    {
        using var file = new CsvFile("");
        File.WriteAllBytes(file.Path, [.. "id,title,created\n1,Größe"u8, 0xFF, .. ",2026-03-15\n2,Müller,2026-03-16\n"u8]);
        (await Run(file)).Should().Be(2);
        _said.ToString().Should().Contain("--encoding utf-8 “Größe\uFFFD");
        _kept.Errors.Should().BeEmpty();
    }

    [Fact]
    public async Task Encodings_have_several_names_and_a_wrong_one_is_told()
    {
        foreach (var name in new[] { "cp1251", "windows-1251", "1251", "Windows1251" }) FileEncoding.Named(name).CodePage.Should().Be(1251, name);
        using var file = new CsvFile("id,title,created\n1,One,2026-03-15\n");
        (await Run(file, "--encoding", "klingon")).Should().Be(2);
        _said.ToString().Should().Contain("klingon").And.Contain("windows-1252");
    }

    public void Dispose() => _said.Dispose();

    private Task<int> Run(CsvFile file, params string[] options) =>
        new ImportCommand(_said, _said, redirected: true, TimeProvider.System).Define(_ => _kept.Store).Run(["import", "errors", file.Path, .. options], _said, _said);
}
