"""Names that are places, not people, and first names that tell he from she: closed lists."""

from __future__ import annotations

PLACES = frozenset(
    """Afghanistan|Albania|Algeria|Argentina|Armenia|Australia|Austria|Azerbaijan|Bahrain
    Bangladesh|Belarus|Belgium|Bolivia|Brazil|Britain|Bulgaria|Cambodia|Canada|Chile|China
    Colombia|Croatia|Cuba|Cyprus|Denmark|Ecuador|Egypt|England|Estonia|Ethiopia|Finland|France
    Georgia|Germany|Ghana|Greece|Guatemala|Haiti|Honduras|Hungary|Iceland|India|Indonesia|Iran
    Iraq|Ireland|Israel|Italy|Jamaica|Japan|Jordan|Kazakhstan|Kenya|Kosovo|Kuwait|Kyrgyzstan
    Laos|Latvia|Lebanon|Libya|Lithuania|Malaysia|Mali|Mexico|Moldova|Mongolia|Morocco|Myanmar
    Nepal|Netherlands|Nicaragua|Niger|Nigeria|Norway|Oman|Pakistan|Palestine|Panama|Peru
    Philippines|Poland|Portugal|Qatar|Romania|Russia|Rwanda|Scotland|Serbia|Singapore|Slovakia
    Slovenia|Somalia|Spain|Sudan|Sweden|Switzerland|Syria|Taiwan|Tajikistan|Tanzania|Thailand
    Tunisia|Turkey|Türkiye|Turkmenistan|Uganda|Ukraine|Uruguay|Uzbekistan|Venezuela|Vietnam|Wales
    Yemen|Zambia|Zimbabwe|America|Europe|Asia|Africa|Washington|London|Paris|Berlin|Moscow|Kyiv
    Kiev|Beijing|Brussels|Tokyo|Seoul|Delhi|Rome|Madrid|Vienna|Geneva|Ankara|Istanbul|Tehran
    Jerusalem|Baghdad|Damascus|Beirut|Cairo|Riyadh|Doha|Dubai|Astana|Almaty|Tashkent|Bishkek
    Dushanbe|Baku|Yerevan|Tbilisi|Minsk|Warsaw|Prague|Budapest|Bucharest|Sofia|Athens|Lisbon
    Dublin|Oslo|Stockholm|Copenhagen|Helsinki|Pyongyang|Hanoi|Bangkok|Jakarta|Manila|Canberra
    Sydney|Melbourne|Ottawa|Toronto|Montreal|Caracas|Bogota|Lima|Santiago|Brasilia|Havana
    New York|New York City|Los Angeles|Chicago|Houston|Boston|Texas|California|Florida|Gaza
    West Bank|Crimea|Donbas|Hong Kong|Tibet|Xinjiang|Taipei|White House|Kremlin|Pentagon|Capitol
    Capitol Hill|Wall Street|Silicon Valley|Central Asia|Middle East|South Korea|North Korea
    South Africa|Saudi Arabia|New Zealand|United States|United Kingdom|European Union|Soviet Union
    Karaganda|Tengiz|Kashagan|Karachaganak|Казахстан|Казахстана|Россия|России|США|Китай|Астана
    Астаны|Москва|Москвы|Қазақстан|Ресей|Қытай""".replace("\n", "|")
    .replace("    ", "")
    .split("|")
)
MALE = frozenset(
    """James John Robert Michael William David Richard Joseph Thomas Charles Christopher Daniel
    Matthew Anthony Mark Donald Steven Paul Andrew Joshua Kenneth Kevin Brian George Timothy Ronald
    Edward Jason Jeffrey Ryan Jacob Gary Nicholas Eric Jonathan Stephen Larry Justin Scott Brandon
    Benjamin Samuel Gregory Frank Alexander Raymond Patrick Jack Dennis Jerry Tyler Aaron Jose Adam
    Nathan Henry Douglas Zachary Peter Kyle Noah Ethan Jeremy Walter Christian Keith Roger
    Austin Sean Gerald Carl Harold Dylan Arthur Lawrence Jesse Bryan Billy Bruce Gabriel Joe
    Logan Alan Juan Albert Willie Elijah Wayne Randy Vincent Mason Roy Ralph Bobby Russell Bradley
    Philip Eugene Vladimir Dmitry Sergei Sergey Sergio Mikhail Alexei Andrei Igor Oleg Boris Nikita
    Marco Howard Steve Mike Jim Tom Bill Bob Dan Ben Sam Tim Joe Marc Luis Carlos Miguel Antonio
    Emmanuel Olaf Friedrich Keir Rishi Boris Narendra Recep Benjamin Volodymyr Kassym-Jomart
    Nursultan Murat Erlan Yersayin Askar Serik Berik Marat Timur Daniyar Ali Mohammed Muhammad
    Mohammad Ahmed Hassan Ibrahim Omar Abdullah Yusuf Wang Jean Pierre François Hans Klaus Jens
    Lars Pedro Javier Pablo Diego Giovanni Giuseppe Matteo Viktor Ivan Anton Pavel Yuri Jimmy
    Evgeny Jerome Barack Joseph Elon Jeff Chuck Mitch Hakeem Lindsey
    Josh Matt Nate Jake Chris Nick Greg Ken Tony Ted Jeb Bernie Bob Gordon Colin Graham Stuart Ian
    Касым-Жомарт Дональд Владимир
    Сергей Александр Дмитрий Алексей Михаил Қасым-Жомарт""".split()
)
FEMALE = frozenset(
    """Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Lisa Nancy Betty
    Margaret Sandra Ashley Kimberly Emily Donna Michelle Carol Amanda Dorothy Melissa Deborah
    Stephanie Rebecca Sharon Laura Cynthia Kathleen Amy Angela Shirley Anna Brenda Pamela Emma
    Nicole Helen Samantha Katherine Christine Debra Rachel Carolyn Janet Catherine Maria Heather
    Diane Ruth Julie Olivia Joyce Virginia Victoria Kelly Lauren Christina Joan Evelyn Judith
    Megan Andrea Cheryl Hannah Jacqueline Martha Gloria Teresa Ann Sara Madison Frances Kathryn
    Janice Jean Abigail Alice Julia Judy Sophia Grace Denise Amber Doris Marilyn Danielle Beverly
    Isabella Theresa Diana Natalie Brittany Charlotte Marie Kayla Alexis Lori Ursula Angela Giorgia
    Christine Kamala Nancy Hillary Melania Ivanka Karoline Kaja Annalena Sanna Mette Jacinda
    Theresa Liz Yulia Olga Natalia Elena Irina Svetlana Tatiana Ekaterina Maria Zarina Aigul
    Dinara Aliya Saltanat Gulnara Sydney Chaboy
    Debbie Kellyanne Jill Kate Katie Erica Megyn Tina Loretta Elaine Sally Joanna Heidi
    Fatima Aisha Leila Мария Ольга Елена Ирина
    Светлана Татьяна Айгүл Динара Әлия Гүлнар""".split()
)
