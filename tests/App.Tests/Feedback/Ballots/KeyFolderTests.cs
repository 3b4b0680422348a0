using FluentAssertions;
using Improvement.Bot.Feedback.Ballots;
using Improvement.Bot.Storage;
using Improvement.Bot.Tests.Storage;
using Microsoft.Extensions.Options;
using Xunit;

namespace Improvement.Bot.Tests.Feedback.Ballots;

/// <summary>The folder of the keys, and when anonymous surveys are refused because of it.</summary>
public sealed class KeyFolderTests : IDisposable
{
    // Only where it is asked for: making one takes longer than the rest.
    private readonly Lazy<TemporaryDatabase> _database = new(() => new());
    private readonly string _path = Directory.CreateTempSubdirectory("keys-").FullName;

    public void Dispose()
    {
        if (_database.IsValueCreated) _database.Value.Dispose();
        if (Directory.Exists(_path)) Directory.Delete(_path, recursive: true);
    }

    [Fact]
    public void A_key_is_a_file_for_its_owner_alone_that_reads_back_and_can_be_destroyed()
    {
        var folder = new KeyFolder(_path);
        folder.Mark("m");
        using var key = folder.Make(BoxBench.Begin);

        using var found = folder.Find(key.Id)!;
        found.Bytes.SequenceEqual(key.Bytes).Should().BeTrue();
        found.MadeAt.Should().Be(BoxBench.Begin);
        var file = Path.Combine(_path, key.Id + ".key");
        if (!OperatingSystem.IsWindows()) File.GetUnixFileMode(file).Should().Be(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        File.ReadAllText(Path.Combine(_path, "CACHEDIR.TAG")).Should().StartWith("Signature: 8a477f597d28d172789f06886806bc55\n");

        folder.Destroy(key.Id);
        folder.Destroy(key.Id);
        folder.Find(key.Id).Should().BeNull();
        folder.Ids.Should().BeEmpty();
    }

    [Fact]
    public void A_damaged_file_is_no_key()
    {
        var folder = new KeyFolder(_path);
        using var key = folder.Make(BoxBench.Begin);
        var file = Path.Combine(_path, key.Id + ".key");
        var bytes = File.ReadAllBytes(file);
        bytes[3] ^= 1;
        File.WriteAllBytes(file, bytes);

        folder.Find(key.Id).Should().BeNull();
    }

    [Fact]
    public async Task A_folder_of_its_own_is_made_and_found_again()
    {
        (await Look(_path)).Should().BeNull();
        var marker = new KeyFolder(_path).Marker;
        marker.Should().NotBeNullOrEmpty();
        (await Look(_path)).Should().BeNull();
        new KeyFolder(_path).Marker.Should().Be(marker);
    }

    [Fact]
    public async Task A_missing_folder_is_refused() =>
        (await Look(Path.Combine(_path, "no"))).Should().Contain("is missing");

    [Fact]
    public async Task A_folder_with_the_database_is_refused()
    {
        var with = Path.GetDirectoryName(_database.Value.File)!;

        (await Look(with)).Should().Contain("is with the database");
        (await Look(Directory.CreateDirectory(Path.Combine(with, "keys")).FullName)).Should().Contain("is with the database");
        (await Look(Path.GetDirectoryName(with)!)).Should().Contain("is with the database");
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_refused()
    {
        var file = Path.Combine(_path, "a-file");
        File.WriteAllText(file, "");
        var folder = Directory.CreateDirectory(Path.Combine(_path, "full")).FullName;
        (await Look(folder)).Should().BeNull();
        File.Delete(Path.Combine(folder, "improvement-bot-keys"));
        Directory.CreateDirectory(Path.Combine(folder, "improvement-bot-keys"));

        (await Look(folder)).Should().Contain("cannot be used");
    }

    [Fact]
    public async Task A_folder_of_another_database_is_refused()
    {
        new KeyFolder(_path).Mark("another");
        using var key = new KeyFolder(_path).Make(BoxBench.Begin);

        (await Look(_path)).Should().Contain("belongs to another database");
    }

    [Fact]
    public async Task A_folder_that_was_marked_just_before_a_crash_is_taken()
    {
        new KeyFolder(_path).Mark("mine");

        (await Look(_path)).Should().BeNull();
        new KeyFolder(_path).Marker.Should().Be("mine");
    }

    [Fact]
    public async Task A_folder_that_was_emptied_is_marked_anew_where_there_is_one_instance()
    {
        (await Look(_path)).Should().BeNull();
        var before = new KeyFolder(_path).Marker;
        foreach (var file in Directory.GetFiles(_path)) File.Delete(file);

        (await Look(_path)).Should().BeNull();
        new KeyFolder(_path).Marker.Should().NotBe(before);
    }

    [PostgresFact]
    public async Task A_folder_that_is_empty_may_be_another_where_there_are_several_instances()
    {
        using var shared = TemporaryDatabase.OnPostgres();
        (await Look(_path, shared)).Should().BeNull();
        var other = Directory.CreateDirectory(Path.Combine(_path, "other")).FullName;

        (await Look(other, shared)).Should().Contain("is not the one that this database knows");
        (await Look(other, shared, inMemory: true)).Should().BeNull("the operator says that a restart empties it");
        (await Look(_path, shared)).Should().Contain("belongs to another database");
    }

    private Task<string?> Look(string path, TemporaryDatabase? database = null, bool inMemory = false) => new KeyFolderCheck(
        (database ?? _database.Value).Database, new(path),
        Options.Create(new AnonymitySettings { KeyFolder = path, KeysInMemory = inMemory })).Look(default);
}
