using Headgate.Doors.Cli.Imports;
using Headgate.Features.Exports;
using Headgate.Features.Imports;

namespace Headgate.Tests.Features.Imports;

/// <summary>Files are known by their headers.</summary>
public sealed class ShapeTests
{
    [Theory]
    [InlineData("Record ID,First Name,Last Name,Email,Phone Number,Contact owner", "hubspot", "contacts")]
    [InlineData("Record ID,Company name,Company owner,Create Date,Phone Number", "hubspot", "accounts")]
    [InlineData("Record ID,Deal Name,Deal Stage,Close Date,Deal owner,Amount", "hubspot", "opportunities")]
    [InlineData("Id,IsDeleted,Name,Type,BillingStreet,BillingCity,OwnerId", "salesforce", "accounts")]
    [InlineData("Id,AccountId,LastName,FirstName,Email,OwnerId", "salesforce", "contacts")]
    [InlineData("Id,AccountId,Name,StageName,Amount,CloseDate,OwnerId", "salesforce", "opportunities")]
    [InlineData("Id,WhoId,WhatId,Subject,ActivityDate,Status,Priority", "salesforce", "activities")]
    [InlineData("Id,Username,LastName,FirstName,Email", "salesforce", "people")]
    [InlineData("Organization - Name,Organization - ID,Organization - Owner", "pipedrive", "accounts")]
    [InlineData("Person - Name,Person - Email - Work,Person - ID", "pipedrive", "contacts")]
    [InlineData("Deal - Title,Deal - Value,Deal - ID,Deal - Stage,Deal - Status", "pipedrive", "opportunities")]
    [InlineData("Activity - Subject,Activity - Type,Activity - ID,Activity - Done", "pipedrive", "activities")]
    [InlineData("sales_agent,manager,regional_office", "maven", "people")]
    [InlineData("product,series,sales_price", "maven", "products")]
    [InlineData("account,sector,year_established,revenue,employees,office_location,subsidiary_of", "maven", "accounts")]
    [InlineData("opportunity_id,sales_agent,product,account,deal_stage,engage_date,close_date,close_value", "maven", "opportunities")]
    public void A_file_is_known_by_its_headers(string headers, string system, string kind)
    {
        var known = Shapes.Recognise(headers.Split(','), Shapes.All)!.Value;
        Assert.Equal((system, kind), (known.Shape.System, known.Map.Kind));
    }

    [Fact]
    public void What_is_exported_is_known() =>
        Assert.All(
            Columns.Kinds,
            kind =>
            {
                var known = Shapes.Recognise([.. Columns.Of(kind).Select(c => c.Header)], Shapes.All)!.Value;
                Assert.Equal(("headgate-export", kind), (known.Shape.System, known.Map.Kind));
            }
        );

    [Fact]
    public void An_unknown_file_gets_a_mapping_to_correct()
    {
        Assert.Null(Shapes.Recognise(["Full Name", "E-Mail", "Company"], Shapes.All));
        var path = Path.GetTempFileName();
        File.WriteAllText(path, Proposal.For(["Full Name", "E-Mail", "Company"]));
        var shape = Shapes.Read(path);
        File.Delete(path);
        var map = Assert.Single(shape.Files);
        Assert.Equal("contacts", map.Kind);
        Assert.Equal("E-Mail", map.Columns["email"].GetString());
        Assert.Equal("Company", map.Columns["account"].GetString());
    }

    [Theory]
    [InlineData("technolgy", "technology")]
    [InlineData("technology", null)]
    [InlineData("retail", null)]
    [InlineData("space elevators", null)]
    public void A_misspelt_industry_is_noticed(string given, string? meant) => Assert.Equal(meant, Industries.Meant(given));
}
