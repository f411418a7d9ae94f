using Headgate.Store.Sqlite;
using Headgate.Tests.Store;

namespace Headgate.Tests.Features.Imports;

/// <summary>The real folder, when <c>HEADGATE_PROVE_DATA</c> names one: what the file says and what the store says, counted apart.</summary>
public sealed class MavenProof
{
    [Fact]
    public async Task The_real_folder_arrives_as_it_is()
    {
        var folder = Environment.GetEnvironmentVariable("HEADGATE_PROVE_DATA");
        Assert.SkipUnless(Directory.Exists(folder), "HEADGATE_PROVE_DATA names no folder.");
        var data = Directory.CreateTempSubdirectory("headgate-prove-").FullName;
        await using (var database = SqliteDatabase.Open(Path.Combine(data, "headgate.db")))
        {
            var office = await Office.Found(database, new FakeTime());
            var outturn = await office.Import(folder!);
            var file = Tally.OfFile(Path.Combine(folder!, "sales_pipeline.csv"));
            Assert.Equal(0, outturn.Refused);
            Assert.Equal(file, await office.Tallies());
            Assert.Equal(file.Where(t => t.Stage == "Won").Sum(t => t.Amount), Convert.ToInt64(await office.Scalar(Won)) / 100m);
            foreach (var stage in file.GroupBy(t => t.Stage))
                TestContext.Current.TestOutputHelper!.WriteLine(
                    $"{stage.Key}: {stage.Sum(t => t.Deals)} deals, {stage.Sum(t => t.Amount)}"
                );
            foreach (var reason in outturn.Reasons)
                TestContext.Current.TestOutputHelper!.WriteLine($"{reason.Code} {reason.Field} {reason.Value}: {reason.Count}");
            var second = await office.Import(folder!, again: true);
            Assert.Equal((0, 0, 0), (second.Created, second.Updated, second.Refused));
        }
        Directory.Delete(data, recursive: true);
    }

    private const string Won = "SELECT SUM(amount_minor) FROM opportunities WHERE tenant = @tenant AND status = 'won'";
}
