#!/usr/bin/env python3
"""cldr_names.py LOCALENAMES DATES NUMBERS OUT

Name rows (countries, regions, languages, currencies, months, weekdays) for the
Malay/Indonesian-English lexicon, read from three unpacked npm packages of the
Unicode CLDR: cldr-localenames-full, cldr-dates-full, cldr-numbers-full
(Unicode licence, Unicode-3.0).  OUT gets one meaning
a row, TAB-separated: ms, id, en, type, example; sorted bytewise.
"""
import json
import os
import re
import sys
import unicodedata

LANGS = ('ms', 'id', 'en')

# Territories that are no names of places anyone writes about, or need care.
SKIP_TERR = {'001', '018', '021', '057', 'CG', 'CP', 'EA', 'QO', 'XA', 'XB', 'ZZ', 'UM', 'HM', 'BV'}
# Whole cells replaced, where CLDR's display form is not the form of running text.
FIX_TERR = {
    '011': ('Afrika Barat', '=', 'West Africa|Western Africa'),
    '014': ('Afrika Timur', '=', 'East Africa|Eastern Africa'),
    '015': ('Afrika Utara', '=', 'North Africa|Northern Africa'),
    '017': ('Afrika Tengah', '=', 'Central Africa|Middle Africa'),
    '019': ('Amerika', '=', 'America|Americas'),
    '029': ('Caribbean', 'Karibia', 'Caribbean'),
    '030': ('Asia Timur', '=', 'East Asia|Eastern Asia'),
    '034': ('Asia Selatan', '=', 'South Asia|Southern Asia'),
    '035': ('Asia Tenggara', '=', 'Southeast Asia|South East Asia|South-East Asia'),
    '039': ('Eropah Selatan', 'Eropa Selatan', 'Southern Europe'),
    '145': ('Asia Barat', '=', 'Western Asia|West Asia|Middle East'),
    '151': ('Eropah Timur', 'Eropa Timur', 'Eastern Europe|East Europe'),
    '154': ('Eropah Utara', 'Eropa Utara', 'Northern Europe|North Europe'),
    '155': ('Eropah Barat', 'Eropa Barat', 'Western Europe|West Europe'),
    'BA': ('Bosnia dan Herzegovina|Bosnia-Herzegovina|Bosnia', 'Bosnia dan Herzegovina|Bosnia-Herzegovina|Bosnia-Herzegowina|Bosnia',
           'Bosnia and Herzegovina|Bosnia-Herzegovina|Bosnia & Herzegovina|Bosnia'),
    'BN': ('Brunei|Negara Brunei Darussalam|Brunei Darussalam', 'Brunei|Brunei Darussalam', 'Brunei|Brunei Darussalam'),
    'CD': ('Republik Demokratik Congo|Congo', 'Republik Demokratik Kongo|RD Kongo|Kongo',
           'Democratic Republic of the Congo|Democratic Republic of Congo|DR Congo|DRC|Congo'),
    'CI': ('Ivory Coast|Pantai Gading|Cote d\'Ivoire', 'Pantai Gading', 'Ivory Coast|Côte d\'Ivoire|Cote d\'Ivoire'),
    'CN': ('China|Cina', 'Tiongkok|China|Cina', 'China'),
    'CV': ('Cape Verde|Tanjung Verde', 'Tanjung Verde', 'Cape Verde|Cabo Verde'),
    'CY': ('Cyprus', 'Siprus', 'Cyprus'),
    'CZ': ('Republik Czech|Czechia|Czech', 'Ceko|Republik Ceko|Ceska', 'Czech Republic|Czechia'),
    'CQ': None, 'DG': ('Diego Garcia', '=', 'Diego Garcia'),
    'EU': ('Kesatuan Eropah|EU', 'Uni Eropa|UE', 'European Union|EU'),
    'FK': ('Kepulauan Falkland|Kepulauan Malvinas', '=', 'Falkland Islands|Falklands|Malvinas'),
    'FM': ('Micronesia', 'Mikronesia', 'Micronesia'),
    'GB': ('United Kingdom|UK|Britain|Great Britain', 'Inggris Raya|Britania Raya|Inggris|UK|Kerajaan Bersatu',
           'United Kingdom|UK|Britain|Great Britain'),
    'GR': ('Greece|Yunani', 'Yunani', 'Greece'),
    'GS': None,
    'HK': ('Hong Kong', 'Hong Kong|Hongkong', 'Hong Kong'),
    'HU': ('Hungary', 'Hungaria|Hongaria', 'Hungary'),
    'IE': ('Ireland', 'Irlandia', 'Ireland'),
    'IM': ('Isle of Man|Pulau Man', 'Pulau Man', 'Isle of Man'),
    'IT': ('Itali|Italy', 'Italia', 'Italy'),
    'JO': ('Jordan', 'Yordania|Jordania', 'Jordan'),
    'MA': ('Maghribi', 'Maroko', 'Morocco'),
    'MM': ('Myanmar|Burma', 'Myanmar|Burma|Birma', 'Myanmar|Burma'),
    'MO': ('Macau|Makau', 'Makau', 'Macau|Macao'),
    'MV': ('Maldives|Maldiv', 'Maladewa', 'Maldives'),
    'NF': ('Pulau Norfolk', '=', 'Norfolk Island'),
    'NL': ('Belanda', '=', 'Netherlands|Holland'),
    'NZ': ('New Zealand', 'Selandia Baru', 'New Zealand|NZ'),
    'PG': ('Papua New Guinea', 'Papua Nugini', 'Papua New Guinea|PNG'),
    'PS': ('Palestin', 'Palestina', 'Palestine|Palestinian Territories'),
    'PT': ('Portugal', '=', 'Portugal'),
    'SD': ('Sudan', '=', 'Sudan'),
    'SI': ('Slovenia', '=', 'Slovenia'),
    'SR': ('Suriname|Surinam', 'Suriname', 'Suriname'),
    'SY': ('Syria', 'Suriah|Siria', 'Syria'),
    'SZ': ('Eswatini|Swaziland', '=', 'Eswatini|Swaziland'),
    'TF': None,
    'TL': ('Timor-Leste|Timor Leste|Timor Timur', 'Timor Leste|Timor-Leste|Timor Timur', 'Timor-Leste|East Timor|Timor Leste'),
    'TR': ('Turkiye|Turki|Turkey', 'Turki|Turkiye|Türkiye', 'Turkey|Türkiye|Turkiye'),
    'UN': ('Pertubuhan Bangsa-Bangsa Bersatu|Bangsa-Bangsa Bersatu|PBB', 'Perserikatan Bangsa-Bangsa|PBB', 'United Nations|UN'),
    'US': ('Amerika Syarikat|AS|Amerika', 'Amerika Serikat|AS|Amerika', 'United States|US|USA|United States of America|America|U.S.'),
    'VA': ('Vatican|Kota Vatican|Vatikan', 'Vatikan|Kota Vatikan', 'Vatican|Vatican City'),
    'VG': ('Kepulauan Virgin British', 'Kepulauan Virgin Britania Raya', 'British Virgin Islands'),
    'VI': ('Kepulauan Virgin AS', 'Kepulauan Virgin Amerika Serikat', 'US Virgin Islands|U.S. Virgin Islands'),
    'WF': ('Wallis dan Futuna', '=', 'Wallis and Futuna'),
    'YE': ('Yaman', '=', 'Yemen'),
}
TYPE_TERR = {'EU': 'org', 'UN': 'org', 'EZ': 'region', 'AQ': 'region', 'EH': 'region', 'IO': 'region',
             'GL': 'island', 'RE': 'island', 'SJ': 'island', 'DG': 'island'}
THE = re.compile(r'^(?:.* (?:Islands|Republic|Emirates|Kingdom|States|Nations|Union|Territory|Territories|Archipelago)'
                 r'|Netherlands|Philippines|Bahamas|Maldives|Seychelles|Comoros|Gambia|United .*|Isle of .*|Democratic .*'
                 r'|Vatican|Caribbean|Eurozone|Americas|Caribbean Netherlands)$')

SKIP_LANG = {'mul', 'und', 'zxx', 'lah', 'lol', 'zbl', 'nds-NL', 'ro-MD', 'sah', 'ksh', 'sco', 'crj', 'crk', 'crl', 'crm',
             'crs', 'csw', 'cwd', 'hax', 'ikt', 'ojb', 'ojc', 'ojg', 'ojw', 'slh', 'str', 'tce', 'ttm', 'bas', 'ff', 'cgg',
             'efi', 'nb', 'nn', 'nqo', 'war', 'pag', 'mwl', 'shu', 'myv', 'ki', 'ach', 'ars', 'wal',
             'mfe', 'sba', 'ady', 'bgn'}
FIX_LANG = {
    'akk': ('Akkadia', '=', 'Akkadian'),
    'arc': ('Aramia|Aram', 'Aram', 'Aramaic'),
    'ang': ('Inggeris Kuno', 'Inggris Kuno', 'Old English'),
    'az': ('Azerbaijan|Azeri', 'Azerbaijan|Azeri|Azerbaijani', 'Azerbaijani|Azeri'),
    'bn': ('Bengali|Benggali', 'Bengali|Benggala', 'Bengali|Bangla'),
    'chk': ('Chuuk', '=', 'Chuukese'),
    'crh': ('Tatar Krimea', '=', 'Crimean Tatar'),
    'cu': ('Slavonik Gereja', '=', 'Church Slavonic|Church Slavic'),
    'cy': ('Wales|Welsh', '=', 'Welsh'),
    'da': ('Denmark', 'Denmark|Dansk', 'Danish'),
    'egy': ('Mesir Purba|Mesir Kuno', 'Mesir Kuno', 'Ancient Egyptian'),
    'fi': ('Finland', 'Finlandia|Suomi', 'Finnish'),
    'gan': ('Cina Gan', 'Tionghoa Gan', 'Gan Chinese'),
    'gd': ('Gaelik Scotland', 'Gaelik Skotlandia', 'Scottish Gaelic'),
    'gsw': ('Jerman Switzerland|Jerman Swiss', 'Jerman Swiss', 'Swiss German'),
    'de-AT': ('Jerman Austria', '=', 'Austrian German'),
    'de-CH': None,
    'en-AU': ('Inggeris Australia', 'Inggris Australia', 'Australian English'),
    'en-CA': ('Inggeris Kanada', 'Inggris Kanada', 'Canadian English'),
    'es-419': ('Sepanyol Amerika Latin', 'Spanyol Amerika Latin', 'Latin American Spanish'),
    'es-ES': ('Sepanyol Eropah', 'Spanyol Eropa', 'European Spanish'),
    'es-MX': ('Sepanyol Mexico', 'Spanyol Meksiko', 'Mexican Spanish'),
    'fr-CA': ('Perancis Kanada', 'Prancis Kanada', 'Canadian French'),
    'fr-CH': ('Perancis Swiss|Perancis Switzerland', 'Prancis Swiss', 'Swiss French'),
    'grc': ('Yunani Kuno|Yunani Purba|Greek Purba', 'Yunani Kuno', 'Ancient Greek'),
    'hak': ('Hakka', 'Hakka|Khek', 'Hakka|Hakka Chinese'),
    'hsn': ('Cina Xiang', 'Tionghoa Xiang', 'Xiang Chinese'),
    'mak': ('Makassar|Makasar', '=', 'Makassarese|Makasar'),
    'nan': ('Hokkien|Cina Min Nan', 'Hokkien|Tionghoa Min Nan', 'Hokkien|Min Nan Chinese'),
    'niu': ('Niue', '=', 'Niuean'),
    'ota': ('Turki Uthmaniyah', 'Turki Utsmaniyah|Turki Osmani', 'Ottoman Turkish'),
    'pau': ('Palau', '=', 'Palauan'),
    'peo': ('Parsi Kuno', 'Persia Kuno', 'Old Persian'),
    'phn': ('Phoenicia|Funisia', 'Fenisia|Funisia', 'Phoenician'),
    'sux': ('Sumeria', '=', 'Sumerian'),
    'syr': ('Syriak|Suryani', 'Suryani|Siria', 'Syriac'),
    'tl': ('Tagalog', '=', 'Tagalog'),
    'wuu': ('Cina Wu', 'Tionghoa Wu', 'Wu Chinese'),
    'ca': ('Catalan|Catalonia', 'Katalan|Catalan', 'Catalan'),
    'pcm': ('Pidgin Nigeria', '=', 'Nigerian Pidgin'),
    'av': ('Avar', '=', 'Avar|Avaric'),
    'be': ('Belarus', 'Belarus|Belarusia', 'Belarusian'),
    'bs': ('Bosnia', '=', 'Bosnian'),
    'cs': ('Czech', 'Ceko|Cheska', 'Czech'),
    'el': ('Greek|Yunani', 'Yunani', 'Greek'),
    'es': ('Sepanyol', 'Spanyol', 'Spanish'),
    'fa': ('Parsi|Farsi', 'Persia|Farsi', 'Persian|Farsi'),
    'fr': ('Perancis', 'Prancis|Perancis', 'French'),
    'en': ('Inggeris', 'Inggris', 'English'),
    'en-GB': ('Inggeris British', 'Inggris Britania', 'British English'),
    'en-US': ('Inggeris Amerika', 'Inggris Amerika', 'American English'),
    'he': ('Ibrani|Hebrew', 'Ibrani', 'Hebrew'),
    'id': ('Indonesia', '=', 'Indonesian'),
    'it': ('Itali', 'Italia', 'Italian'),
    'hu': ('Hungary', 'Hungaria|Hongaria', 'Hungarian'),
    'kk': ('Kazakh|Kazakhstan', 'Kazakh', 'Kazakh'),
    'ky': ('Kirghiz|Kyrgyz', 'Kirgiz', 'Kyrgyz|Kirghiz'),
    'lo': ('Lao|Laos', '=', 'Lao'),
    'mi': ('Maori', '=', 'Māori|Maori'),
    'mus': ('Creek', 'Muskogee', 'Muscogee|Creek'),
    'my': ('Burma|Myanmar', 'Burma|Myanmar', 'Burmese'),
    'ne': ('Nepal|Nepali', 'Nepal|Nepali', 'Nepali|Nepalese'),
    'pl': ('Poland', 'Polandia|Polski', 'Polish'),
    'pt-PT': ('Portugis Eropah', 'Portugis Eropa', 'European Portuguese'),
    'pt-BR': ('Portugis Brazil', 'Portugis Brasil', 'Brazilian Portuguese'),
    'rm': ('Romansh', 'Romansh|Reto-Roman', 'Romansh'),
    'ru': ('Rusia', '=', 'Russian'),
    'sh': ('Serbo-Croatia', 'Serbo-Kroasia', 'Serbo-Croatian'),
    'sk': ('Slovak|Slovakia', '=', 'Slovak'),
    'so': ('Somali|Somalia', 'Somali|Somalia', 'Somali'),
    'sw': ('Swahili', '=', 'Swahili'),
    'sw-CD': ('Swahili Congo', 'Swahili Kongo', 'Congo Swahili'),
    'ug': ('Uyghur|Uighur', 'Uighur|Uyghur', 'Uyghur|Uighur'),
    'uz': ('Uzbek|Uzbekistan', 'Uzbek', 'Uzbek'),
    'yue': ('Kantonis|Kantonese', 'Kanton|Kantonis', 'Cantonese'),
    'zh': ('Cina|Mandarin', 'Tionghoa|Mandarin|Cina', 'Chinese|Mandarin'),
    'zh-Hans': ('Cina Ringkas', 'Tionghoa Sederhana', 'Simplified Chinese'),
    'zh-Hant': ('Cina Tradisional', 'Tionghoa Tradisional', 'Traditional Chinese'),
}
SKIP_CUR = {'CNX', 'CHE', 'CHW', 'CLF', 'MDC', 'ZWG', 'RHD', 'MGF', 'ANG'}
FIX_CUR = {
    'AFN': ('afghani Afghanistan', 'afgani Afganistan', 'Afghan afghani|afghani'),
    'ATS': ('schilling Austria', '=', 'Austrian schilling'),
    'BAM': ('mark boleh tukar Bosnia-Herzegovina', 'mark konvertibel Bosnia-Herzegovina', 'Bosnia-Herzegovina convertible mark'),
    'BEF': ('franc Belgium', 'franc Belgia', 'Belgian franc'),
    'CUC': ('peso boleh tukar Cuba', 'peso konvertibel Kuba', 'Cuban convertible peso'),
    'DEM': ('mark Jerman', '=', 'German mark|Deutschmark|Deutsche mark'),
    'ESP': ('peseta Sepanyol', 'peseta Spanyol', 'Spanish peseta'),
    'FRF': ('franc Perancis', 'franc Prancis', 'French franc'),
    'GRD': ('drachma Greece|drachma Yunani', 'drachma Yunani', 'Greek drachma'),
    'IEP': ('paun Ireland', 'pound Irlandia', 'Irish pound'),
    'ILS': ('shekel Israel|syekel baharu Israel', 'shekel Israel|shekel baru Israel', 'Israeli shekel|Israeli new shekel|new shekel'),
    'ITL': ('lira Itali', 'lira Italia', 'Italian lira'),
    'KGS': ('som Kyrgyzstan', 'som Kirgizstan', 'Kyrgyz som'),
    'MZN': ('metical Mozambique', 'metical Mozambik', 'Mozambican metical'),
    'NLG': ('guilder Belanda', 'gulden Belanda', 'Dutch guilder'),
    'PTE': ('escudo Portugal', '=', 'Portuguese escudo'),
    'QAR': ('riyal Qatar|rial Qatar', '=', 'Qatari riyal'),
    'RUB': ('ruble Rusia|rubel Rusia', 'rubel Rusia', 'Russian ruble|Russian rouble|ruble'),
    'SAR': ('riyal Saudi|riyal Arab Saudi', 'riyal Arab Saudi|riyal Saudi', 'Saudi riyal'),
    'SRD': ('dolar Suriname', '=', 'Surinamese dollar'),
    'SSP': ('paun Sudan Selatan', 'pound Sudan Selatan', 'South Sudanese pound'),
    'SUR': ('ruble Soviet', 'rubel Soviet', 'Soviet ruble|Soviet rouble'),
    'SZL': ('lilangeni Eswatini', '=', 'Swazi lilangeni'),
    'GYD': ('dolar Guyana', '=', 'Guyanese dollar'),
    'TWD': ('dolar Taiwan|dolar baharu Taiwan', 'dolar Taiwan|dolar baru Taiwan', 'New Taiwan dollar|Taiwan dollar|Taiwanese dollar'),
    'XOF': ('franc CFA Afrika Barat', '=', 'West African CFA franc|CFA franc'),
    'XAF': ('franc CFA Afrika Tengah', '=', 'Central African CFA franc'),
    'MKD': ('denar Macedonia', 'denar Makedonia', 'Macedonian denar'),
    'DOP': ('peso Dominica', 'peso Dominika', 'Dominican peso'),
    'CNY': ('yuan China|yuan Cina', 'yuan Tiongkok|yuan China', 'Chinese yuan'),
    'GBP': ('paun sterling|paun British', 'pound Inggris|poundsterling|pound sterling|pound', 'pound sterling|British pound|sterling'),
    'USD': ('dolar Amerika Syarikat|dolar AS|dolar Amerika', 'dolar Amerika Serikat|dolar AS|dolar Amerika', 'US dollar|U.S. dollar|American dollar'),
    'BYN': ('rubel Belarus', 'rubel Belarus|rubel Belarusia', 'Belarusian ruble'),
    'INR': ('rupee India|rupi India', 'rupee India', 'Indian rupee'),
    'MMK': ('kyat Myanmar', '=', 'Myanmar kyat|kyat'),
    'EUR': ('euro', '=', 'euro'),
    'MYR': ('ringgit Malaysia|ringgit', '=', 'Malaysian ringgit|ringgit'),
    'IDR': ('rupiah Indonesia|rupiah', '=', 'Indonesian rupiah|rupiah'),
    'JPY': ('yen Jepun|yen', 'yen Jepang|yen', 'Japanese yen|yen'),
}
# Short names for running text beside CLDR's wide ones.
MORE_TIME = {'id': {'Jumat': ["Jum'at"], 'Minggu': ['Ahad'], 'November': ['Nopember'], 'Februari': ['Pebruari']},
             'ms': {'Ahad': ['Minggu']}}


def plain(s):
    """Straight apostrophes, no accents."""
    s = re.sub('[\u2018\u2019\u02bb\u02bc]', "'", s)
    d = ''.join(c for c in unicodedata.normalize('NFD', s) if not unicodedata.combining(c))
    return s, d


def forms(names, lang):
    """The written forms of a list of display names, without repetition."""
    out = []
    for n in names:
        if not n:
            continue
        n = n.replace('A.S.', 'AS').replace('Kep. ', 'Kepulauan ')
        n = re.sub(r'\s*\([^)]*\)', '', n).strip()
        if not n or ' - ' in n or ',' in n:
            continue
        both = [n.replace(' & ', ' and ' if lang == 'en' else ' dan ')]
        if n.startswith('St. '):
            both.insert(0, 'Saint ' + both[0][4:])
        elif lang != 'en' and n.startswith('Saint '):
            both.append('St. ' + both[0][6:])
        for b in both:
            for f in plain(b):
                if f not in out:
                    out.append(f)
    return out


def row(cells, kind, example, keep_same):
    """One lexicon line, or None where there is nothing to map."""
    ms, id_, en = cells
    if not en or not (ms or id_):
        return None
    if not keep_same and set(ms + id_) <= set(en):
        return None
    left, right = example((ms or id_)[0], en[0])
    return '\t'.join(('|'.join(ms) or '-', '=' if ms == id_ else '|'.join(id_) or '-', '|'.join(en),
                      kind, left + ' = ' + right))


def fixed(cells):
    ms, id_, en = (c.split('|') for c in cells)
    return [ms, ms if id_ == ['='] else id_, en]


def parens_agree(group):
    """A disambiguation in one language only would leave unlike meanings: drop those names."""
    en = any('(' in x for x in group[2])
    return [g if en else [x for x in g if '(' not in x] for g in group]


def gather(tables, code, alts):
    return parens_agree([[t.get(code + a, '') for a in alts] for t in tables])


def territories(tables):
    for code in sorted(tables[2]):
        if '-' in code or code in SKIP_TERR or (code in FIX_TERR and FIX_TERR[code] is None):
            continue
        if code in FIX_TERR:
            cells = fixed(FIX_TERR[code])
        else:
            group = gather(tables, code, ('', '-alt-short', '-alt-variant', '-alt-chagos'))
            cells = [forms(g, l) for g, l in zip(group, LANGS)]
        first = (cells[0] + [''])[0]
        kind = TYPE_TERR.get(code) or ('region' if code.isdigit() else
                                       'island' if re.match('Pulau |Kepulauan ', first) else 'country')
        pre = ('oleh', 'by') if kind == 'org' else ('ke', 'to')

        def example(a, b, pre=pre):
            return pre[0] + ' ' + a, pre[1] + (' the ' if THE.match(b) else ' ') + b
        yield row(cells, kind, example, True)


def languages(tables):
    for code in sorted(tables[2]):
        if re.search('-(alt|menu)', code) or code in SKIP_LANG:
            continue
        if code in FIX_LANG and FIX_LANG[code] is None:
            continue
        if code in FIX_LANG:
            cells = fixed(FIX_LANG[code])
        else:
            group = gather(tables, code, ('', '-alt-variant'))
            cells = [[re.sub('^Bahasa ', '', f) for f in forms(g, l)] for g, l in zip(group, LANGS)]
        if not (cells[0] and cells[1]):
            continue                            # rare ones that one of the two lacks
        yield row(cells, 'language', lambda a, b: ('bahasa ' + a, 'the ' + b + ' language'), False)


def lower_first(s):
    return s[:1].lower() + s[1:]


def currencies(tables):
    for code in sorted(tables[2]):
        t = [x.get(code, {}) for x in tables]
        if code in SKIP_CUR or (code[0] == 'X' and code not in ('XAF', 'XOF', 'XPF', 'XCD')):
            continue
        names = [[t[0].get('displayName', '')], [t[1].get('displayName', '')],
                 [t[2].get('displayName-count-one') or t[2].get('displayName', '')]]
        if code in FIX_CUR:
            cells = fixed(FIX_CUR[code])
        elif any('(' in x for g in names for x in g):
            continue                            # abolished or technical units, told apart only by years
        else:
            cells = [[f if l == 'en' else lower_first(f) for f in forms(g, l)] for g, l in zip(names, LANGS)]
        if not (cells[0] and cells[1]):
            continue
        yield row(cells, 'currency', lambda a, b: ('nilai ' + a, 'the value of the ' + b), True)


def times(tables, kind, example):
    for code in tables[2]:
        cells = []
        for l, t in zip(LANGS, tables):
            n = t[code]
            cells.append([n] + MORE_TIME.get(l, {}).get(n, []))
        yield row(cells, kind, example, True)


def load(root, lang, name):
    for sub in ('', 'package'):
        p = os.path.join(root, sub, 'main', lang, name)
        if os.path.exists(p):
            with open(p, encoding='utf-8') as f:
                return json.load(f)['main'][lang]
    sys.exit(f'{root}: no main/{lang}/{name}')


def main(args):
    if len(args) != 4:
        sys.exit(__doc__)
    names, dates, numbers, out = args
    terr = [load(names, l, 'territories.json')['localeDisplayNames']['territories'] for l in LANGS]
    lang = [load(names, l, 'languages.json')['localeDisplayNames']['languages'] for l in LANGS]
    cur = [load(numbers, l, 'currencies.json')['numbers']['currencies'] for l in LANGS]
    greg = [load(dates, l, 'ca-gregorian.json')['dates']['calendars']['gregorian'] for l in LANGS]
    rows = set()
    for part in (territories(terr), languages(lang), currencies(cur),
                 times([g['months']['format']['wide'] for g in greg], 'month',
                       lambda a, b: ('dalam bulan ' + a, 'in ' + b)),
                 times([g['days']['format']['wide'] for g in greg], 'weekday',
                       lambda a, b: ('hari ' + a, b))):
        rows.update(r for r in part if r)
    with open(out, 'w', encoding='utf-8', newline='\n') as f:
        f.writelines(r + '\n' for r in sorted(rows, key=lambda r: r.encode('utf-8')))
    print(len(rows), 'rows', file=sys.stderr)


if __name__ == '__main__':
    main(sys.argv[1:])
