"""Names of bodies, formats, places and topics in text: sentences of ours, languages, look-alikes."""

from __future__ import annotations

import pytest

from datelines.extractors.names.find import find_names

# Each sentence is our own; what it names stands as id, in the order of the text.
SENTENCES = {
    "The Kazakh Defense Ministry held drills.": "kaz-defence-ministry",
    "The Uzbek Interior Ministry sent a note.": "uzb-interior-ministry",
    "Uzbekistan's Energy Ministry needs time.": "uzb-energy-ministry",
    "The National Bank of Tajikistan cut rates.": "tjk-central-bank",
    "The State Duma heard him before the Federation Council did.": "rus-state-duma rus-federation-council",
    "The Turkish parliament and the Milli Majlis ratified it.": "tur-assembly aze-milli-majlis",
    "KazMunayGas, Kazatomprom and QazaqGaz will merge nothing.": "kazmunaygas kazatomprom qazaqgaz",
    "Rosatom, Rosneft and Lukoil sent engineers.": "rosatom rosneft lukoil",
    "SOCAR and Türkmengaz signed a swap.": "socar turkmengaz",
    "Talks with Sinopec, CNPC and China Eximbank went on.": "sinopec cnpc china-exim",
    "Masdar and ACWA Power bid for the wind farm.": "masdar acwa-power",
    "Orano and TotalEnergies drill there.": "orano totalenergies",
    "Uzbekistan Airways and Air Astana fly the route.": "uzbekistan-airways air-astana",
    "JICA and JBIC lend; KOICA gives.": "jica jbic koica",
    "Kazinform and Khabar carried it, so did KazTAG.": "inform-kz khabar kaztag",
    "AKIpress, Kabar and 24.kg ran the story.": "akipress kabar 24-kg",
    "According to Asia-Plus and Khovar, snow fell.": "asia-plus khovar",
    "Gazeta.uz and Kun.uz differ; UzDaily is silent.": "gazeta-uz kun-uz uzdaily",
    "TASS, Interfax and RIA Novosti quoted the aide.": "tass interfax ria-novosti",
    "Xinhua and the Global Times printed it.": "xinhua global-times",
    "Kyodo, NHK and the Nikkei heard of it first.": "kyodo nhk nikkei",
    "Reuters, AFP and the Associated Press were there.": "reuters afp ap",
    "RFE/RL and Anadolu Agency asked him.": "rferl anadolu",
    "IRNA, Tasnim and AZERTAC reported it.": "irna tasnim azertac",
    "TOLOnews and Yonhap sent crews.": "tolonews yonhap",
    "The SCO, the CSTO and the EAEU share members.": "sco csto eaeu",
    "CICA, the OTS and TURKSOY meet in spring.": "cica ots turksoy",
    "ADB, AIIB and the EBRD fund the road.": "adb aiib ebrd",
    "ESCAP, UNECE and SPECA cooperate.": "escap unece speca",
    "UNODC, the WFP and UNICEF opened offices.": "unodc wfp unicef",
    "UNAMA and UNRCCA share a building.": "unama un-regional-centre-preventive-diplomacy",
    "ODIHR and the OSCE Parliamentary Assembly watched the vote.": "osce-odihr osce-pa",
    "CAREC and the Eurasian Development Bank agreed.": "carec edb",
    "The Non-Aligned Movement and the Group of 77 voted for it.": "non-aligned-movement g77",
    "APEC, ASEAN and BRICS sent observers.": "apec asean brics",
    "The Arctic Council is far away.": "arctic-council",
    "The Taliban met the Turkish Republic of Northern Cyprus nowhere.": "taliban trnc",
    "The IMU and al-Qaeda lost ground.": "imu al-qaeda",
    "A C5+1 meeting was planned.": "c5-plus-1",
    "The Consultative Meeting of the Heads of State of Central Asia took place.": "consultative-meeting",
    "At the Heart of Asia conference he spoke.": "heart-of-asia",
    "The Moscow Format met behind closed doors.": "moscow-format",
    "The ECO summit opened in Khankendi.": "eco-summit khankendi",
    "The Caspian Summit in Aktau ended well.": "caspian-summit aktau",
    "The Collective Security Council met in Minsk.": "csto-collective-security-council minsk",
    "The SCO Council of Foreign Ministers met.": "sco-foreign-ministers",
    "The SCO Council of Heads of Government met.": "sco-heads-of-government",
    "He spoke at the Antalya Diplomacy Forum.": "antalya-diplomacy-forum",
    "He spoke at the Munich Security Conference.": "munich-security-conference",
    "An Azerbaijan-Turkmenistan-Türkiye summit is planned in Awaza.": "azerbaijan-turkmenistan-turkiye awaza",
    "They went from Balkanabat to Tejen by train.": "balkanabat tejen",
    "Trains from Zhezkazgan reach Beyneu at night.": "zhezkazgan beyneu",
    "Shops in Uzgen, Kara-Suu and Tokmok closed.": "uzgen kara-suu tokmok",
    "From Panjakent to Istaravshan and Konibodom it is far.": "panjakent istaravshan konibodom",
    "Jizzakh, Gulistan and Chirchiq vote on Sunday.": "jizzakh gulistan chirchiq",
    "The road from Khujand to Isfara and Batken is open.": "khujand isfara batken",
    "Karaganda, Shymkent and Semey sent teams.": "karaganda shymkent semey",
    "Naryn, Karakol and Cholpon-Ata expect guests.": "naryn karakol cholpon-ata",
    "Kulob, Bokhtar and Khorog lie in the south and east.": "kulob bokhtar khorog",
    "Nukus, Termez and Urgench got new airports.": "nukus termez urgench",
    "Fergana, Andijan, Namangan and Kokand share a valley.": "fergana andijan namangan kokand",
    "Planes from Chengdu and Lanzhou land in Kashgar.": "chengdu lanzhou kashgar",
    "They met in Lausanne, then in Montreux.": "lausanne montreux",
    "Ganja, Lachin and Zangilan rebuild.": "ganja lachin zangilan",
    "From Kunduz to Bamyan no bus runs.": "kunduz bamyan",
    "Peshawar and Quetta are linked by rail.": "peshawar quetta",
    "Tabriz, Isfahan and Shiraz are old.": "tabriz isfahan shiraz",
    "The envoys flew to Dakar, Accra and Kinshasa.": "dakar accra kinshasa",
    "From La Paz to Quito and Montevideo it is far.": "la-paz quito montevideo",
    "In Port Moresby and Suva they danced.": "port-moresby suva",
    "Aleppo and Mosul lie on the old road.": "aleppo mosul",
    "Novosibirsk, Samara and Volgograd trade with the south.": "novosibirsk samara volgograd",
    "The Zangezur corridor and the Middle Corridor compete.": "zangezur-corridor trans-caspian-route",
    "CASA-1000 and Rogun need money.": "casa-1000 rogun",
    "He called for a two-state solution.": "palestinian-statehood",
    "Parliament debated the Jackson-Vanik amendment.": "jackson-vanik",
    "The legal status of the Caspian Sea was settled.": "caspian-legal-status",
    "The Kazakh MFA and the Uzbek MFA met.": "kaz-foreign-ministry uzb-foreign-ministry",
    "The Ministry of Foreign Affairs of the Republic of Uzbekistan summoned him.": "uzb-foreign-ministry",
    "The State Department and the Gaimusho spoke on Monday.": "USA jpn-foreign-ministry",
    "The Akorda press service reported it.": "kaz-akorda-press",
    "Kuksaroy and the Ala-Archa residence were silent.": "UZB ala-archa-residence",
    "The Kremlin, Zhongnanhai and the Elysee sent condolences.": "RUS CHN FRA",
    "The Blue House, the White House and Downing Street agreed.": "KOR USA GBR",
    "Sources in Foggy Bottom and at the Kantei said so.": "USA JPN",
    "Amanat and Ak Zhol support the bill.": "kaz-amanat kaz-ak-zhol",
    "The Constitutional Court of Kazakhstan ruled on it.": "kaz-constitutional-court",
    "The Uzbek Armed Forces trained with the Turkish Armed Forces.": "uzb-armed-forces tur-armed-forces",
    "KTZ and Uzbekneftegaz raised tariffs.": "ktz uzbekneftegaz",
    "Turkmengaz, Kumtor and Gazprom sell more.": "turkmengaz kumtor gazprom",
    "Uztransgaz and Navoi Mining and Metallurgical Combine list shares.": "uztransgaz navoi-mining",
    "Irkeshtam and Kegen reopened.": "irkeshtam kegen",
    "Trucks wait at Khorgos and Torugart.": "khorgos torugart",
    "Goods for Hairaton go through Termez.": "hairatan termez",
    "Kuryk and Aktau ship oil.": "kuryk aktau",
    "He lectured at Nazarbayev University.": "nazarbayev-university",
    "They met in the Kuksaroy residence.": "kuksaroy-residence",
    "Nigerians, Tajiks and Georgians study there.": "NGA TJK GEO",
    "Swaziland, Burma and Macedonia voted against.": "SWZ MMR MKD",
    "The USSR, Yugoslavia and Czechoslovakia signed it.": "SUN YUG CSK",
    "Delegates flew from Frunze to Leninabad.": "bishkek khujand",
    "The ferry from Krasnovodsk was late.": "turkmenbashi",
    "Nur-Sultan and Ashkabad hosted it.": "astana ashgabat",
    "Visitors came to Malé by boat.": "male-maldives",
    "The talks in San José ended.": "san-jose-costa-rica",
    "In Mary, Turkmenistan, a plant opened.": "mary",
    "The GCC Consultative Meeting took place in Riyadh.": "gcc riyadh",
    "The UN consultative meeting dragged on.": "un",
    "The China-Kyrgyzstan-Uzbekistan railway needs rails.": "cku-railway",
    "The B5+1 forum opened in Almaty.": "b5-plus-1 almaty",
    "Z5+1 leaders met.": "germany-central-asia",
    "The Central Asia plus Japan dialogue resumed.": "ca-jad",
    "The Italy-Central Asia summit was held in Astana.": "italy-central-asia astana",
    "The India-Central Asia Dialogue met.": "india-central-asia",
    "The Korea-Central Asia Cooperation Forum met.": "korea-central-asia",
    "The Caspian littoral states and the Baltics wrote letters.": "caspian-states baltic-states",
    "The Islamic Emirate of Afghanistan thanked them.": "AFG",
    "ISIS-K and Hizb ut-Tahrir are banned.": "iskp hizb-ut-tahrir",
    "Observers of the OSCE and the Council of Europe came.": "osce council-of-europe",
}

OTHER_LANGUAGES = [
    ("ru", "МИД Узбекистана и МИД РК обменялись нотами.", "uzb-foreign-ministry kaz-foreign-ministry"),
    ("ru", "Саммит ШОС прошёл в Самарканде.", "sco samarkand"),
    ("ru", "Консультативная встреча глав государств Центральной Азии прошла.", "consultative-meeting"),
    ("ru", "ОДКБ, ЕАЭС и ОТГ провели заседание.", "csto eaeu ots"),
    ("ru", "Казахстанский министр прибыл в Бишкек.", "KAZ bishkek"),
    ("ru", "Рогунская ГЭС строится.", "rogun"),
    ("ru", "Формат «С5+1» обсудили в Вашингтоне.", "c5-plus-1 washington"),
    ("zh", "上海合作组织峰会在天津举行。", "sco tianjin"),
    ("zh", "中国—中亚峰会在阿斯塔纳举行。", "china-central-asia astana"),
    ("zh", "哈萨克斯坦外交部发表声明。", "kaz-foreign-ministry"),
    ("ja", "「中央アジア+日本」対話・首脳会合が東京で開催された。", "ca-jad tokyo"),
    ("ja", "上海協力機構の首脳会議がアスタナで開かれた。", "sco astana"),
    ("kk", "Түркі мемлекеттері ұйымы Астанада бас қосты.", "ots astana"),
    ("uz", "Shanxay hamkorlik tashkiloti sammiti Samarqandda bo‘ldi.", "sco samarkand"),
    ("ky", "Түрк мамлекеттер уюму Бишкекте жыйналды.", "ots bishkek"),
    ("tg", "Тоҷикистон ва Ӯзбекистон шартнома бастанд.", "TJK UZB"),
    ("tk", "Türkmenistan bilen Gazagystan ylalaşdy.", "TKM KAZ"),
]


@pytest.mark.parametrize(("text", "expected"), SENTENCES.items(), ids=range(len(SENTENCES)))
def test_names_are_found_in_sentences(text, expected):
    assert [name.id for name in find_names(text)] == expected.split()


@pytest.mark.parametrize(("language", "text", "expected"), OTHER_LANGUAGES)
def test_names_are_found_in_other_languages(language, text, expected):
    assert [name.id for name in find_names(text, language)] == expected.split()


@pytest.mark.parametrize(
    "text",
    [
        "Trend reports are due in May.",
        "The pace of work is slow, the diplomat added.",
        "Everything began anew in the spring.",
        "Kingston Smith and Victoria Jones teach at a school.",
        "Their male colleagues left early.",
        "The state of Georgia counted votes.",
        "Roasted turkey was served.",
        "A NICE DAY FOR MALE VOTERS, MARY SAID",
        "He asked for more, La Niña or not.",
        "Michael Jordan and Mary Robinson went home.",
        "San Jose, California, grows.",
    ],
)
def test_words_that_look_like_names_are_not_taken(text):
    assert find_names(text) == ()


def test_northern_cyprus_and_the_taliban_act_for_whom_they_should():
    names = find_names("The Turkish Republic of Northern Cyprus and the Taliban sent letters.")
    assert [(name.id, name.kind, name.country) for name in names] == [
        ("trnc", "organisation", None),
        ("taliban", "organisation", "AFG"),
    ]
