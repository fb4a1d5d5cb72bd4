"""102: ISO 3166's codes of countries to those of MARC."""

from collections.abc import Mapping

_CODES = """
AD:an AE:ts AF:af AG:aq AI:am AL:aa AM:ai AN:na AO:ao AQ:ay AR:ag AS:as AT:au AU:at AW:aw AX:fi AZ:aj
BA:bn BB:bb BD:bg BE:be BF:uv BG:bu BH:ba BI:bd BJ:dm BL:sc BM:bm BN:bx BO:bo BQ:ca BR:bl BS:bf BT:bt
BU:br BV:bv BW:bs BY:bw BZ:bh CA:xxc CC:xb CD:cg CF:cx CG:cf CH:sz CI:iv CK:cw CL:cl CM:cm CN:cc CO:ck
CR:cr CU:cu CV:cv CW:co CX:xa CY:cy CZ:xr DD:ge DE:gw DJ:ft DK:dk DM:dq DO:dr DZ:ae EC:ec EE:er
EG:ua EH:ss ER:ea ES:sp ET:et FI:fi FJ:fj FK:fk FM:fm FO:fa FR:fr GA:go GB:xxk GD:gd GE:gs GF:fg GG:gg
GH:gh GI:gi GL:gl GM:gm GN:gv GP:gp GQ:eg GR:gr GS:xs GT:gt GU:gu GW:pg GY:gy HK:hk HM:hm HN:ho HR:ci
HT:ht HU:hu ID:io IE:ie IL:is IM:im IN:ii IO:bi IQ:iq IR:ir IS:ic IT:it JE:je JM:jm JO:jo JP:ja KE:ke
KG:kg KH:cb KI:gb KM:cq KN:xd KP:kn KR:ko KW:ku KY:cj KZ:kz LA:ls LB:le LC:xk LI:lh LK:ce LR:lb LS:lo
LT:li LU:lu LV:lv LY:ly MA:mr MC:mc MD:mv ME:mo MF:st MG:mg MH:xe MK:xn ML:ml MM:br MN:mp MO:mh MP:nm
MQ:mq MR:mu MS:mj MT:mm MU:mf MV:xc MW:mw MX:mx MY:my MZ:mz NA:sx NC:nl NE:ng NF:nx NG:nr NI:nq NL:ne
NO:no NP:np NR:nu NU:xh NZ:nz OM:mk PA:pn PE:pe PF:fp PG:pp PH:ph PK:pk PL:pl PM:xl PN:pc PR:pr PS:gz
PT:po PW:pw PY:py QA:qa RE:re RO:rm RS:rb RU:ru RW:rw SA:su SB:bp SC:se SD:sj SE:sw SG:si SH:xj SI:xv
SJ:sb SK:xo SL:sl SM:sm SN:sg SO:so SR:sr SS:sd ST:sf SU:xxr SV:es SX:sn SY:sy SZ:sq TC:tc TD:cd TF:fs
TG:tg TH:th TJ:ta TK:tl TL:em TM:tk TN:ti TO:to TP:em TR:tu TT:tr TV:tv TW:ch TZ:tz UA:un UG:ug UK:xxk
UM:up US:xxu UY:uy UZ:uz VA:vc VC:xm VE:ve VG:vb VI:vi VN:vm VU:nn WF:wf WS:ws XK:kv YE:ye YT:ot YU:yu
ZA:sa ZM:za ZR:cg ZW:rh
"""

COUNTRIES: Mapping[str, str] = dict(pair.split(":") for pair in _CODES.split())

_PARTS = """
US-AL:alu US-AK:aku US-AZ:azu US-AR:aru US-CA:cau US-CO:cou US-CT:ctu US-DE:deu US-DC:dcu US-FL:flu US-GA:gau
US-HI:hiu US-ID:idu US-IL:ilu US-IN:inu US-IA:iau US-KS:ksu US-KY:kyu US-LA:lau US-ME:meu US-MD:mdu US-MA:mau
US-MI:miu US-MN:mnu US-MS:msu US-MO:mou US-MT:mtu US-NE:nbu US-NV:nvu US-NH:nhu US-NJ:nju US-NM:nmu US-NY:nyu
US-NC:ncu US-ND:ndu US-OH:ohu US-OK:oku US-OR:oru US-PA:pau US-RI:riu US-SC:scu US-SD:sdu US-TN:tnu US-TX:txu
US-UT:utu US-VT:vtu US-VA:vau US-WA:wau US-WV:wvu US-WI:wiu US-WY:wyu
CA-AB:abc CA-BC:bcc CA-MB:mbc CA-NB:nkc CA-NL:nfc CA-NS:nsc CA-NT:ntc CA-NU:nuc CA-ON:onc CA-PE:pic CA-QC:quc
CA-SK:snc CA-YT:ykc GB-ENG:enk GB-NIR:nik GB-SCT:stk GB-WLS:wlk
"""
_STATES: Mapping[str, str] = dict(pair.split(":") for pair in _PARTS.split())
"""ISO 3166-2, where MARC has a code for a part of the country."""


def country(code: str, part: str = "") -> str:
    """MARC's code for the country of 102 $a; *part*, $b, may name a state; `xx` for none known."""
    text = code.strip(" .,").upper()
    if part:
        region = part.strip().upper().removeprefix(f"{text}-")
        if (found := _STATES.get(f"{text}-{region}")) is not None:
            return found
    return COUNTRIES.get(text, "xx")
