using System.Collections.Frozen;

namespace Headgate.Gate.Matching;

/// <summary>Usual short forms of given names. A line is one name; its first word stands for all of them.</summary>
public static class Nicknames
{
    private const string Names = """
        abigail abby gail
        albert al bert
        alexander alex sasha xander alec sandro aleksandr aleksander alexandre alessandro
        alexandra sandra lexi alejandra aleksandra
        andrew andy drew andreas andrei andrey andre andrea
        anthony tony antonio anton antoine
        barbara barb babs
        benjamin ben benny
        bernard bernie bernd bernhard
        catherine cathy kate katie kathy katherine katharina kathryn cath katarzyna kasia ekaterina
        charles charlie chuck carlos karl carl
        charlotte lottie charly
        christina tina christine chrissy kristin kristina
        christopher chris kit topher christoph christian
        daniel dan danny
        david dave davey
        deborah deb debbie
        dorothy dot dottie
        edward ed eddie ted ned eduard eduardo
        eleanor ellie nell
        elizabeth liz beth lizzie betty eliza elisabeth lisa elise libby bess
        emily em emmy
        eugene gene
        francis frank fran francisco franz francesco frankie
        frederick fred freddie friedrich fritz
        gabriel gabe
        george georg jorge giorgio
        gerald jerry gerry gerard
        giuseppe beppe peppe
        gregory greg
        harold harry hal
        henry hank henrik heinrich heinz enrique
        isabella bella izzy isabel
        jacob jake
        james jim jimmy jamie
        jennifer jen jenny
        jessica jess jessie
        johannes hannes
        john johnny jack jon jean juan johann hans ivan jan giovanni
        jonathan jonny nathan
        joseph joe joey jose josef giuseppe
        joshua josh
        judith judy
        kenneth ken kenny
        lawrence larry laurence lars lorenz
        leonard leo len lenny
        louis lou luis luigi ludwig
        manuel manu manolo
        margaret maggie meg peggy marge greta margarete rita
        maria mary marie molly
        martin marty
        matthew matt matthias matteo mathieu
        maximilian max
        megan meggie
        michael mike mick mickey mikhail michel miguel misha michele
        natalie nat natalia natasha
        nathaniel nate
        nicholas nick nicky nikolai nicolas klaus nico niklas
        olivia liv livvy
        pamela pam
        patricia pat patty trish tricia
        patrick paddy
        peter pete pedro pyotr pierre pieter
        philip phil philipp phillip
        rebecca becky becca
        richard rick dick rich ricky ricardo
        robert rob bob bobby robbie bert roberto
        ronald ron ronnie
        samantha sammie
        samuel sam sammy
        sarah sara sally
        sebastian seb basti
        sofia sophie sophia
        stephen steve steven stefan stephan esteban
        susan sue susie suzanne susanne
        teresa terry theresa tess
        theodore theo teddy
        thomas tom tommy tomas
        timothy tim timmy
        tobias tobi toby
        victoria vicky tori
        vincent vince vinnie
        vladimir vova volodymyr
        walter walt wally
        william bill billy will liam willy wilhelm guillermo guillaume willem
        yevgeny evgeny yevgeni evgeni
        zachary zach zack
        """;

    private static readonly FrozenDictionary<string, string[]> Formal = Names
        .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
        .Select(line => line.Split(' '))
        .SelectMany(line => line.Select(name => (Name: name, Full: line[0])))
        .GroupBy(n => n.Name)
        .ToFrozenDictionary(g => g.Key, g => g.Select(n => n.Full).Distinct().ToArray());

    /// <summary>The name that a short form stands for most often; the word itself when it is none.</summary>
    public static string Full(string given) => Formal.TryGetValue(given, out var full) ? full[0] : given;

    /// <summary>Whether two given names are forms of one.</summary>
    public static bool AreOne(string a, string b) =>
        a == b || Formal.TryGetValue(a, out var ofA) && Formal.TryGetValue(b, out var ofB) && ofA.Intersect(ofB).Any();
}
