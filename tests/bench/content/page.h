// What the floor program shows: the sample page of all the programs measured beside it, so that
// their figures can be compared. The words mean nothing.
#pragma once

struct page_card {
    const char *question, *answer;
};

struct page {
    const char *title, *text;
    struct page_card cards[8];
};

static const struct page page = {
    .title = "Iron Station café",
    .text =
        "Pharmacy opera night script station wedding bakery. Stairs take umbrella "
        "umbrella farewell lens kiss farewell villa director take actor funeral car "
        "winter? Protest stairs kiss tower funeral crowd balcony farewell; Extras tram "
        "hotel wedding night duel lens suitcase crane studio parade bakery square "
        "negative farewell reel. Sound crowd sound rain kiss summer police studio "
        "garden poster. Market stairs location opera alley garden window sequel opera "
        "actor market funeral kiss square garden. Studio farewell reel night station "
        "shadow print night lens tower kiss poster evening cathedral arcade. Harbour "
        "alley letter river.\n\nPoster court wedding morning car pharmacy wedding "
        "morning? Tunnel cut window rain theatre window cut cut street sequel reunion. "
        "Evening camera café opera parade tram letter duel square chase; Director reel "
        "funeral villa villa court villa balcony premiere court lens extras night "
        "crane cinema. Garden escape director balcony camera duel window; Ferry letter "
        "corner market crane letter tunnel. Stage arcade heist ferry print stairs "
        "river sequel negative premiere premiere tower rain café balcony garden. Roof "
        "permit bridge crane police ferry café protest corner police summer station "
        "light; Alley harbour take parade.\n\nDolly permit studio harbour corner "
        "corner morning print light. Arcade poster arcade ferry rain take balcony cut "
        "print dolly garden crane premiere suitcase letter. Arcade rain stairs "
        "cathedral dolly premiere theatre pharmacy museum station villa negative "
        "court. Alley chase corner window reunion negative café letter; Arcade window "
        "wedding wedding chase bridge street balcony police car pharmacy extras shot. "
        "Shot winter backlot script reunion fountain light protest opera chase. Reel "
        "farewell permit opera backlot chase parade window police location bridge? "
        "Heist camera window theatre café print suitcase stairs.\n\nSound extras "
        "morning actor hotel backlot? Corner night cinema fountain letter backlot "
        "heist location dolly morning poster location parade premiere; Permit light "
        "funeral dolly poster car opera stairs villa? Market script bakery market shot "
        "summer stairs window ferry café stage. Take hotel villa sequel roof take roof "
        "pharmacy location court garden opera dolly. Station ferry bridge garden "
        "wedding reel cinema bridge cathedral museum permit; Location night river cut "
        "balcony rain light shadow actor crowd. Bakery light court window parade "
        "location kiss studio. Morning lens crowd bakery market shadow bridge. Rain "
        "heist.",
    .cards =
        {
            {
                "Suitcase chase actor police script river roof light director crowd. "
                "Umbrella?",
                "Scene street bridge backlot wedding extras location print sound poster. "
                "Pharmacy studio protest villa backlot tower shot cut garden dolly car "
                "court arcade director chase.",
            },
            {
                "Stage pharmacy roof lens rain tunnel backlot evening escape sound winter "
                "actor?",
                "Light ferry museum wedding fountain sound. Shot harbour crowd camera "
                "museum tunnel rain print morning backlot. Backlot camera station light "
                "station café court reunion.",
            },
            {
                "Summer summer umbrella cut rain farewell; Escape cathedral fountain "
                "studio?",
                "Umbrella bakery backlot car police backlot duel bridge farewell cut rain "
                "corner actor car. Tunnel poster funeral director umbrella bridge "
                "umbrella; Sound sequel light.",
            },
            {
                "Reel studio tunnel market premiere evening actor letter umbrella. Escape "
                "café?",
                "Premiere lens sequel shadow hotel shot? Permit evening negative negative "
                "negative stairs wedding dolly tower rain? Winter reel market backlot "
                "poster shadow? Crane market.",
            },
            {
                "Location morning river ferry cut studio sequel villa corner roof camera "
                "sequel?",
                "Tunnel square stairs museum camera fountain garden villa stairs dolly "
                "street. Tram night villa cathedral reunion market ferry bakery morning "
                "director. Director evening.",
            },
            {
                "Tram bakery corner umbrella court wedding wedding crane rain. Poster "
                "letter car?",
                "Stage light court script summer premiere funeral villa stairs alley. "
                "Crane backlot studio wedding take poster museum? Car wedding extras sound "
                "station theatre garden.",
            },
            {
                "Dolly bridge library cathedral library police crane tunnel shadow garden "
                "lens?",
                "Backlot police umbrella shot station shadow sound cathedral court poster "
                "pharmacy tower bridge chase scene bakery? Sequel camera market villa "
                "police negative poster.",
            },
            {
                "Actor camera chase cut duel scene summer chase umbrella stage police "
                "pharmacy?",
                "Police farewell extras cathedral light take escape camera street parade. "
                "Morning square sound print police script wedding sound corner library "
                "tower lens bridge. Opera.",
            },
        },
};
