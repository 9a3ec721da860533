// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/secretscanner.h"

#include "check/notebook.h"

#include <QCryptographicHash>
#include <QStringDecoder>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <optional>

using namespace Qt::StringLiterals;

namespace Spacewright::Check {

namespace {

// How it is quick: whatever is a secret holds a run of at least this many letters, digits, `_` and `-`. Looking at
// every sixteenth byte is enough to find all such runs, and ordinary text has few.
constexpr qsizetype ShortestRun = 16;
constexpr qsizetype LongestName = 60; // of what stands left of a value
constexpr qsizetype LongestKey = 64 * 1024; // of a private key with its armour
constexpr qsizetype LongestJwtPart = 8 * 1024;
constexpr qsizetype LongestValue = 150; // under a telling name
constexpr qsizetype MostFindings = 1000; // of one text; nobody reads more

// ── characters ───────────────────────────────────────────────────────────────────────────────────

enum Charset : unsigned char {
    Digit = 1,
    LowerHex = 2, ///< a to f
    Lower = 4, ///< g to z
    Upper = 8,
    Dash = 16, ///< `-`
    Underscore = 32,
    Base64 = 64, ///< `+` and `/` and `=`
    Dot = 128,
};
constexpr unsigned char Hex = Digit | LowerHex;
constexpr unsigned char SmallLetters = LowerHex | Lower;
constexpr unsigned char Letters = SmallLetters | Upper;
constexpr unsigned char Alnum = Letters | Digit;
constexpr unsigned char Word = Alnum | Underscore;
constexpr unsigned char Run = Word | Dash;
constexpr unsigned char Value = Run | Base64 | Dot;

constexpr std::array<unsigned char, 256> Classes = [] {
    std::array<unsigned char, 256> classes{};
    for (int c = '0'; c <= '9'; ++c)
        classes[size_t(c)] = Digit;
    for (int c = 'a'; c <= 'z'; ++c)
        classes[size_t(c)] = c <= 'f' ? LowerHex : Lower;
    for (int c = 'A'; c <= 'Z'; ++c)
        classes[size_t(c)] = Upper;
    classes['-'] = Dash;
    classes['_'] = Underscore;
    classes['+'] = classes['/'] = classes['='] = Base64;
    classes['.'] = Dot;
    return classes;
}();

constexpr bool is(char c, unsigned char set)
{
    return Classes[static_cast<unsigned char>(c)] & set;
}

/// How many characters of `set` follow `from`; not more than `most`.
qsizetype countOf(QByteArrayView bytes, qsizetype from, unsigned char set, qsizetype most)
{
    const qsizetype end = std::min(bytes.size(), from + most);
    qsizetype at = from;
    while (at < end && is(bytes.at(at), set))
        ++at;
    return at - from;
}

/// Shannon's, in bits a character.
double entropy(QByteArrayView text)
{
    std::array<int, 256> counts{};
    for (const char c : text)
        ++counts[static_cast<unsigned char>(c)];
    double bits = 0;
    for (const int count : counts) {
        if (count > 0) {
            const double share = double(count) / double(text.size());
            bits -= share * std::log2(share);
        }
    }
    return bits;
}

char lowered(char c)
{
    return c >= 'A' && c <= 'Z' ? char(c + ('a' - 'A')) : c;
}

bool contains(QByteArrayView text, const char *word)
{
    const QByteArrayView wanted(word);
    return std::search(text.cbegin(), text.cend(), wanted.cbegin(), wanted.cend(),
                       [](char a, char b) { return lowered(a) == b; })
        != text.cend();
}

// ── the table ────────────────────────────────────────────────────────────────────────────────────

/// A token that begins in a way of its own: prefix, then so many characters of one set.
struct Shape {
    SecretPattern pattern;
    QByteArrayView prefix;
    unsigned char set = 0;
    int least = 0; ///< characters after the prefix
    int most = 0;
    double leastBits = 2; ///< entropy of what follows the prefix; less is a made-up one
    QByteArrayView infix = {}; ///< must be found in what follows
};

using enum SecretKind;

// Shapes as the vendors describe them, and as gitleaks 8 knows them. Longer prefixes first where one begins another.
constexpr Shape Shapes[] = {
    {{"huggingface-oauth-token", "Hugging Face OAuth token", HubToken}, "hf_oauth_", Run | Dot, 30, 2000, 3},
    {{"huggingface-token", "Hugging Face token", HubToken}, "hf_", Alnum, 34, 40},
    {{"huggingface-organisation-token", "Hugging Face organisation token", HubToken}, "api_org_", Alnum, 34, 40},
    {{"anthropic-key", "Anthropic API key", Token}, "sk-ant-", Run, 80, 120, 3},
    {{"openrouter-key", "OpenRouter API key", Token}, "sk-or-v1-", Hex, 64, 64},
    {{"openai-key", "OpenAI API key", Token}, "sk-", Run, 40, 200, 3, "T3BlbkFJ"},
    {{"sk-key", "API key", Token}, "sk-", Alnum, 32, 48, 3},
    {{"stripe-key", "Stripe key", Token}, "sk_live_", Alnum, 10, 250},
    {{"stripe-key", "Stripe key", Token}, "sk_test_", Alnum, 10, 250},
    {{"stripe-key", "Stripe key", Token}, "sk_prod_", Alnum, 10, 250},
    {{"stripe-key", "Stripe key", Token}, "rk_live_", Alnum, 10, 250},
    {{"stripe-key", "Stripe key", Token}, "rk_test_", Alnum, 10, 250},
    {{"stripe-key", "Stripe key", Token}, "rk_prod_", Alnum, 10, 250},
    {{"github-token", "GitHub token", Token}, "ghp_", Alnum, 36, 36, 3},
    {{"github-token", "GitHub token", Token}, "gho_", Alnum, 36, 36, 3},
    {{"github-token", "GitHub token", Token}, "ghu_", Alnum, 36, 36, 3},
    {{"github-token", "GitHub token", Token}, "ghs_", Alnum, 36, 36, 3},
    {{"github-token", "GitHub token", Token}, "ghr_", Alnum, 36, 36, 3},
    {{"github-token", "GitHub token", Token}, "github_pat_", Word, 82, 82, 3},
    {{"gitlab-token", "GitLab token", Token}, "glpat-", Run | Dot, 20, 300, 3},
    {{"gitlab-token", "GitLab token", Token}, "gldt-", Run, 20, 64, 3},
    {{"gitlab-token", "GitLab token", Token}, "glrt-", Run, 20, 64, 3},
    {{"gitlab-token", "GitLab token", Token}, "glptt-", Hex, 40, 40, 3},
    {{"aws-key-id", "AWS access key", Token}, "AKIA", Upper | Digit, 16, 16, 3},
    {{"aws-key-id", "AWS access key", Token}, "ASIA", Upper | Digit, 16, 16, 3},
    {{"aws-key-id", "AWS access key", Token}, "ABIA", Upper | Digit, 16, 16, 3},
    {{"aws-key-id", "AWS access key", Token}, "ACCA", Upper | Digit, 16, 16, 3},
    {{"google-key", "Google API key", Token}, "AIza", Run, 35, 35, 3.5},
    {{"google-client-secret", "Google OAuth client secret", Token}, "GOCSPX-", Run, 28, 28, 3},
    {{"google-access-token", "Google access token", Token}, "ya29.", Run, 30, 2000, 3},
    {{"slack-token", "Slack token", Token}, "xoxb-", Run, 20, 250, 2},
    {{"slack-token", "Slack token", Token}, "xoxp-", Run, 20, 250, 2},
    {{"slack-token", "Slack token", Token}, "xoxe-", Run, 20, 250, 2},
    {{"slack-token", "Slack token", Token}, "xoxa-", Run, 20, 250, 2},
    {{"slack-token", "Slack token", Token}, "xoxr-", Run, 20, 250, 2},
    {{"slack-token", "Slack token", Token}, "xoxs-", Run, 20, 250, 2},
    {{"slack-token", "Slack token", Token}, "xapp-", Run, 20, 250, 2},
    {{"npm-token", "npm token", Token}, "npm_", Alnum, 36, 36},
    {{"pypi-token", "PyPI token", Token}, "pypi-AgE", Run, 50, 1000, 3},
    {{"sendgrid-key", "SendGrid key", Token}, "SG.", Run | Dot | Base64, 66, 66},
    {{"digitalocean-token", "DigitalOcean token", Token}, "dop_v1_", Hex, 64, 64, 3},
    {{"digitalocean-token", "DigitalOcean token", Token}, "doo_v1_", Hex, 64, 64, 3},
    {{"digitalocean-token", "DigitalOcean token", Token}, "dor_v1_", Hex, 64, 64, 3},
    {{"databricks-token", "Databricks token", Token}, "dapi", Hex, 32, 32, 3},
    {{"docker-token", "Docker Hub token", Token}, "dckr_pat_", Run, 27, 36, 3},
    {{"shopify-token", "Shopify token", Token}, "shpat_", Hex | Upper, 32, 32},
    {{"shopify-token", "Shopify token", Token}, "shpss_", Hex | Upper, 32, 32},
    {{"replicate-token", "Replicate token", Token}, "r8_", Alnum, 37, 40, 3},
    {{"groq-key", "Groq API key", Token}, "gsk_", Alnum, 48, 56, 3},
    {{"xai-key", "xAI API key", Token}, "xai-", Alnum, 70, 90, 3},
    {{"perplexity-key", "Perplexity API key", Token}, "pplx-", Alnum, 48, 56, 3},
    {{"nvidia-key", "NVIDIA API key", Token}, "nvapi-", Run, 60, 70, 3},
    {{"together-key", "Together API key", Token}, "tgp_v1_", Run, 40, 50, 3},
    {{"langsmith-key", "LangSmith API key", Token}, "lsv2_pt_", Hex | Underscore, 36, 50, 3},
    {{"langsmith-key", "LangSmith API key", Token}, "lsv2_sk_", Hex | Underscore, 36, 50, 3},
    {{"pinecone-key", "Pinecone API key", Token}, "pcsk_", Word, 50, 80, 3},
    {{"supabase-token", "Supabase token", Token}, "sbp_", Hex, 40, 40, 3},
    {{"linear-key", "Linear API key", Token}, "lin_api_", Alnum, 40, 40},
    {{"notion-token", "Notion token", Token}, "ntn_", Alnum, 40, 50, 3},
    {{"postman-key", "Postman API key", Token}, "PMAK-", Run, 59, 59, 3},
    {{"grafana-token", "Grafana token", Token}, "glsa_", Word, 41, 41, 3},
    {{"newrelic-key", "New Relic key", Token}, "NRAK-", Alnum, 27, 27},
    {{"vault-token", "Vault token", Token}, "hvs.", Run, 90, 120, 3},
    {{"figma-token", "Figma token", Token}, "figd_", Run, 40, 50, 3},
    {{"age-key", "age secret key", PrivateKey}, "AGE-SECRET-KEY-1", Upper | Digit, 58, 58, 3},
};

constexpr SecretPattern Jwt{"jwt", "JSON web token", Token};
constexpr SecretPattern SlackHook{"slack-webhook", "Slack webhook", Token};
constexpr SecretPattern TelegramToken{"telegram-token", "Telegram bot token", Token};
constexpr SecretPattern Armoured{"private-key", "private key", PrivateKey};
constexpr SecretPattern GenericValue{"generic", "secret value", Generic};

/// For each first byte, whether any shape begins with it.
constexpr std::array<bool, 256> Begins = [] {
    std::array<bool, 256> begins{};
    for (const Shape &shape : Shapes)
        begins[static_cast<unsigned char>(shape.prefix.front())] = true;
    begins['e'] = true; // eyJ…
    return begins;
}();

// ── the scanner ──────────────────────────────────────────────────────────────────────────────────

class Scanner {
public:
    explicit Scanner(QByteArrayView bytes)
        : m_bytes(bytes)
    {
    }

    QList<SecretSpan> all()
    {
        findKeys();
        const qsizetype size = m_bytes.size();
        for (qsizetype probe = ShortestRun - 1; probe < size && m_found.size() < MostFindings;) {
            if (!is(m_bytes.at(probe), Run)) {
                probe += ShortestRun;
                continue;
            }
            qsizetype start = probe;
            const qsizetype floor = probe - (ShortestRun - 1);
            while (start > floor && is(m_bytes.at(start - 1), Run))
                --start;
            const qsizetype end = probe + countOf(m_bytes, probe, Run, size);
            if (end - start >= ShortestRun)
                lookAt(start, end);
            probe = end + ShortestRun;
        }
        m_found += m_keys;
        std::ranges::stable_sort(m_found, {}, &SecretSpan::start);
        return m_found;
    }

private:
    [[nodiscard]] QByteArrayView part(qsizetype from, qsizetype to) const { return m_bytes.sliced(from, to - from); }
    [[nodiscard]] char before(qsizetype at) const { return at > 0 ? m_bytes.at(at - 1) : '\n'; }

    /// False where a key or another finding stands there already.
    bool add(const SecretPattern &pattern, qsizetype start, qsizetype size)
    {
        // Both lists are in order.
        const auto after = std::ranges::upper_bound(std::as_const(m_keys), start, {}, &SecretSpan::start);
        const bool isInKey = (after != m_keys.cbegin() && start < (after - 1)->start + (after - 1)->size)
            || (after != m_keys.cend() && after->start < start + size);
        const bool isKnown = !m_found.isEmpty() && start < m_found.constLast().start + m_found.constLast().size;
        if (isInKey || isKnown)
            return false;
        m_found.append({&pattern, start, size});
        return true;
    }

    /// All places of `[start, end)`, a run, where a token may begin: its start, and after a `-` or an escape.
    void lookAt(qsizetype start, qsizetype end)
    {
        bool isFound = mayBeginAt(start) && lookAtToken(start);
        // In JSON and in source text a letter after a backslash is a line end or the like.
        if (!isFound && before(start) == '\\' && QByteArrayView("nrt").contains(m_bytes.at(start)))
            isFound = mayBeginAt(start + 1) && lookAtToken(start + 1);
        for (qsizetype at = isFound ? endOfLast() : start; at < end;) {
            const void *dash = std::memchr(m_bytes.data() + at, '-', size_t(end - at));
            if (!dash)
                break;
            at = static_cast<const char *>(dash) - m_bytes.data() + 1;
            if (at < end && mayBeginAt(at) && lookAtToken(at)) {
                isFound = true;
                at = endOfLast();
            }
        }
        isFound = isFound || lookBehind(start, end);
        if (!isFound)
            lookAtValue(start, end);
    }

    [[nodiscard]] bool mayBeginAt(qsizetype at) const { return Begins[static_cast<unsigned char>(m_bytes.at(at))]; }
    [[nodiscard]] qsizetype endOfLast() const { return m_found.constLast().start + m_found.constLast().size; }

    bool lookAtToken(qsizetype at)
    {
        const QByteArrayView rest = m_bytes.sliced(at);
        for (const Shape &shape : Shapes) {
            if (shape.prefix.front() != rest.front() || !rest.startsWith(shape.prefix))
                continue;
            if (const auto size = fits(shape, rest))
                return add(shape.pattern, at, *size);
        }
        return rest.startsWith("ey") && lookAtJwt(at);
    }

    static std::optional<qsizetype> fits(const Shape &shape, QByteArrayView rest)
    {
        const qsizetype body = shape.prefix.size();
        qsizetype size = countOf(rest, body, shape.set, shape.most + 1);
        while (size > 0 && (shape.set & Dot) && rest.at(body + size - 1) == '.')
            --size; // the end of a sentence
        const bool isWhole = body + size >= rest.size() || !is(rest.at(body + size), Alnum);
        if (size < shape.least || size > shape.most || !isWhole)
            return {};
        const QByteArrayView text = rest.sliced(body, size);
        if (entropy(text) < shape.leastBits || isMadeUp(text)
            || (!shape.infix.isEmpty() && !text.contains(shape.infix)))
            return {};
        return body + size;
    }

    /// What examples in documents look like.
    static bool isMadeUp(QByteArrayView text)
    {
        return text.endsWith("EXAMPLE") || contains(text, "xxxx") || contains(text, "your_") || contains(text, "your-")
            || contains(text, "placeholder") || contains(text, "1234567890123456");
    }

    /// Three parts between dots, the first two of them JSON in base64.
    bool lookAtJwt(qsizetype at)
    {
        const qsizetype first = countOf(m_bytes, at, Run | Base64, LongestJwtPart);
        qsizetype end = at + first;
        if (first < 19 || end + 2 >= m_bytes.size() || !m_bytes.sliced(end).startsWith(".ey"))
            return false;
        const qsizetype second = countOf(m_bytes, end + 1, Run | Base64, LongestJwtPart);
        end += 1 + second;
        if (second < 19 || end >= m_bytes.size() || m_bytes.at(end) != '.')
            return false;
        end += 1 + countOf(m_bytes, end + 1, Run | Base64, LongestJwtPart);
        return entropy(part(at, end)) >= 3 && add(Jwt, at, end - at);
    }

    /// Tokens whose mark stands left of their longest run.
    bool lookBehind(qsizetype start, qsizetype end)
    {
        if (!QByteArrayView("./:").contains(before(start)))
            return false;
        const QByteArrayView left = part(std::max<qsizetype>(0, start - LongestName), start);
        for (const QByteArrayView prefix : {QByteArrayView("SG."), QByteArrayView("hvs."), QByteArrayView("ya29.")}) {
            if (left.endsWith(prefix) && !is(before(start - prefix.size()), Word))
                return lookAtToken(start - prefix.size());
        }
        if (left.endsWith('/')) {
            qsizetype hook = left.lastIndexOf("hooks.slack.com/");
            if (hook >= 0 && end - start >= 20) {
                constexpr QByteArrayView Scheme = "https://";
                hook -= left.first(hook).endsWith(Scheme) ? Scheme.size() : 0;
                return add(SlackHook, start - (left.size() - hook), end - start + left.size() - hook);
            }
        }
        if (left.endsWith(':') && m_bytes.at(start) == 'A' && end - start == 35) {
            qsizetype digits = 0;
            while (digits < left.size() - 1 && is(left.at(left.size() - 2 - digits), Digit))
                ++digits;
            if (digits >= 8 && digits <= 10 && entropy(part(start, end)) >= 3)
                return add(TelegramToken, start - 1 - digits, end - start + 1 + digits);
        }
        return false;
    }

    // ── name = "value" ───────────────────────────────────────────────────────────────────────────

    void lookAtValue(qsizetype start, qsizetype end)
    {
        if (start < m_valueEnd)
            return;
        while (start > m_valueEnd && is(before(start), Value) && before(start) != '=')
            --start;
        end += countOf(m_bytes, end, Value, m_bytes.size());
        m_valueEnd = end;
        while (end > start && m_bytes.at(end - 1) == '.')
            --end;
        const QByteArrayView value = part(start, end);
        if (value.size() > LongestValue || !hasTellingName(start) || !looksRandom(value) || !endsThere(start, end))
            return;
        add(GenericValue, start, value.size());
    }

    /// A value in quotes ends with them; one without ends with the line, a blank, a comma or a comment.
    [[nodiscard]] bool endsThere(qsizetype start, qsizetype end) const
    {
        const char after = end < m_bytes.size() ? m_bytes.at(end) : '\n';
        const char open = before(start);
        if (open == '"' || open == '\'' || open == '`')
            return after == open || after == '\\';
        return after == '\n' || after == '\r' || after == ' ' || after == '\t' || after == ',' || after == ';'
            || after == '"' || after == '\'' || after == '<' || after == '\\' || after == '&';
    }

    static bool looksRandom(QByteArrayView value)
    {
        static constexpr const char *Words[] = {"example", "your",     "xxxx",   "placeholder", "change",  "dummy",
                                                "sample",  "redacted", "insert", "replace",     "secret",  "password",
                                                "token",   "test",     "fake",   "default",     "abcdefg", "1234567",
                                                "api_key", "api-key",  "apikey", "http",        ".com",    "localhost"};
        const auto count = [value](unsigned char set) {
            return std::ranges::count_if(value, [set](char c) { return is(c, set); });
        };
        const auto digits = count(Digit);
        const bool isHex = count(Hex) == value.size();
        if (digits < 2 || count(Letters) < 2 || count(Dash) > 5 || count(Dot) > 2 || count(Base64) > value.size() / 4)
            return false; // words, numbers, versions, paths, UUIDs with their dashes
        if (entropy(value) < (isHex ? 3.0 : 3.5))
            return false;
        return std::ranges::none_of(Words, [value](const char *word) { return contains(value, word); });
    }

    /// Whether what stands left of the value at `start` names something that is kept to oneself: `API_KEY = "`.
    [[nodiscard]] bool hasTellingName(qsizetype start) const
    {
        qsizetype at = start;
        const qsizetype floor = std::max<qsizetype>(0, start - 2 * LongestName);
        const auto skip = [&](QByteArrayView set) {
            const qsizetype from = at;
            while (at > floor && set.contains(m_bytes.at(at - 1)))
                --at;
            return from - at;
        };
        skip(" \t'\"`\\");
        if (skip("=:>") == 0)
            return false;
        skip(" \t'\"`\\])?|");
        const qsizetype end = at;
        while (at > floor && end - at < LongestName && is(m_bytes.at(at - 1), Run | Dot))
            --at;
        return isTelling(part(at, end));
    }

    static bool isTelling(QByteArrayView name)
    {
        static constexpr const char *Telling[] = {"token",  "secret",     "password",    "passwd",    "api_key",
                                                  "apikey", "api-key",    "access_key",  "accesskey", "access-key",
                                                  "auth",   "credential", "private_key", "_key",      "-key"};
        static constexpr const char *Harmless[] = {"tokenizer", "tokens",  "token_id",  "author",   "public",
                                                   "authority", "keyword", "monkey",    "sort_key", "primary_key",
                                                   "tokenized", "sha256",  "integrity", "etag",     "checksum"};
        const auto isIn = [name](const char *word) { return contains(name, word); };
        return std::ranges::any_of(Telling, isIn) && std::ranges::none_of(Harmless, isIn);
    }

    // ── private keys ─────────────────────────────────────────────────────────────────────────────

    void findKeys()
    {
        static constexpr QByteArrayView Begin = "-----BEGIN";
        for (qsizetype at = 0; at < m_bytes.size();) {
            const void *found =
                memmem(m_bytes.data() + at, size_t(m_bytes.size() - at), Begin.data(), size_t(Begin.size()));
            if (!found)
                break;
            at = static_cast<const char *>(found) - m_bytes.data();
            const qsizetype size = keySize(at);
            if (size > 0)
                m_keys.append({&Armoured, at, size});
            at += std::max(size, Begin.size());
            if (m_keys.size() >= MostFindings)
                break;
        }
    }

    /// Of the key with its armour that begins at `at`; 0 where it is none, or only its first line.
    [[nodiscard]] qsizetype keySize(qsizetype at) const
    {
        const QByteArrayView rest = m_bytes.sliced(at, std::min(LongestKey, m_bytes.size() - at));
        const qsizetype label = rest.first(std::min<qsizetype>(rest.size(), 120)).indexOf("PRIVATE KEY");
        if (label < 0 || rest.first(label).contains('\n'))
            return 0;
        const qsizetype open = rest.indexOf("-----", label);
        const qsizetype armour = open < 0 ? -1 : rest.indexOf("-----", open + 5);
        if (armour - open < 64 || !rest.sliced(armour).startsWith("-----END"))
            return 0;
        const qsizetype close =
            rest.sliced(armour, std::min<qsizetype>(120, rest.size() - armour)).indexOf("KEY") + armour;
        if (close < armour)
            return 0;
        return close + 3 + (rest.sliced(close + 3).startsWith("-----") ? 5 : 0);
    }

    QByteArrayView m_bytes;
    QList<SecretSpan> m_found;
    QList<SecretSpan> m_keys;
    qsizetype m_valueEnd = 0; ///< what lies before has been looked at as a value
};

// ── places ───────────────────────────────────────────────────────────────────────────────────────

/// Lines and columns of byte offsets that only grow.
class Places {
public:
    explicit Places(QByteArrayView bytes)
        : m_bytes(bytes)
        , m_at(bytes.startsWith("\xEF\xBB\xBF") ? 3 : 0)
    {
    }

    std::pair<int, int> of(qsizetype offset)
    {
        qsizetype from = m_at;
        for (; m_at < offset; ++m_at) {
            const char c = m_bytes.at(m_at);
            const bool isPair = c == '\r' && m_at + 1 < m_bytes.size() && m_bytes.at(m_at + 1) == '\n';
            if ((c == '\n' || c == '\r') && !isPair) {
                ++m_line;
                m_column = 0;
                from = m_at + 1;
            }
        }
        if (offset > from)
            m_column += int(QString::fromUtf8(m_bytes.sliced(from, offset - from)).size());
        return {m_line, m_column};
    }

private:
    QByteArrayView m_bytes;
    qsizetype m_at;
    int m_line = 0;
    int m_column = 0;
};

QString previewOf(const SecretPattern &pattern, QByteArrayView value)
{
    for (const Shape &shape : Shapes) {
        if (shape.pattern.id == pattern.id && value.startsWith(shape.prefix))
            return QString::fromLatin1(shape.prefix) + u'…';
    }
    return u"…"_s;
}

QByteArray asUtf8(const QByteArray &bytes)
{
    const bool isLittle = bytes.startsWith("\xFF\xFE");
    if (!isLittle && !bytes.startsWith("\xFE\xFF"))
        return bytes;
    QStringDecoder decoder(isLittle ? QStringDecoder::Utf16LE : QStringDecoder::Utf16BE);
    const QString text = decoder.decode(bytes.sliced(2));
    return text.toUtf8();
}

} // namespace

std::span<const SecretPattern> secretPatterns()
{
    static const std::vector<SecretPattern> patterns = [] {
        std::vector<SecretPattern> all;
        for (const Shape &shape : Shapes)
            all.push_back(shape.pattern);
        all.insert(all.end(), {Jwt, SlackHook, TelegramToken, Armoured, GenericValue});
        return all;
    }();
    return patterns;
}

QList<SecretSpan> findSecrets(QByteArrayView bytes)
{
    return Scanner(bytes).all();
}

QList<SecretFinding> scanForSecrets(const QString &path, const QByteArray &bytes)
{
    const QByteArray text = asUtf8(bytes);
    const QList<SecretSpan> spans = findSecrets(text);
    QList<SecretFinding> findings;
    Places places(text);
    for (const SecretSpan &span : spans) {
        const QByteArrayView value = QByteArrayView(text).sliced(span.start, span.size);
        const auto [line, column] = places.of(span.start);
        const auto [endLine, endColumn] = places.of(span.start + span.size);
        findings.append({.pattern = span.pattern,
                         .range = {line, column, endLine, endColumn},
                         .valueHash = QCryptographicHash::hash(value, QCryptographicHash::Sha256),
                         .preview = previewOf(*span.pattern, value),
                         .outputOfCell = 0});
    }
    if (!spans.isEmpty() && path.endsWith(".ipynb"_L1)) {
        QList<qsizetype> offsets;
        for (const SecretSpan &span : spans)
            offsets.append(span.start);
        const QList<int> cells = outputCells(text, offsets);
        for (qsizetype i = 0; i < findings.size(); ++i)
            findings[i].outputOfCell = cells.at(i);
    }
    return findings;
}

QString secretFingerprint(const SecretFinding &finding, const QString &path)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArray &part : {QByteArray(finding.pattern->id), path.toUtf8(), finding.valueHash}) {
        hash.addData(part);
        hash.addData(QByteArrayView("\0", 1));
    }
    return QString::fromLatin1(hash.result().first(8).toHex());
}

QString withSecretsMasked(const QString &text)
{
    const QByteArray bytes = text.toUtf8();
    QString masked = text;
    for (const SecretSpan &span : findSecrets(bytes)) {
        const qsizetype from = QString::fromUtf8(QByteArrayView(bytes).first(span.start)).size();
        const qsizetype size = QString::fromUtf8(QByteArrayView(bytes).sliced(span.start, span.size)).size();
        for (qsizetype at = from; at < from + size; ++at) {
            if (masked.at(at) != u'\n' && masked.at(at) != u'\r')
                masked[at] = u'•';
        }
    }
    return masked;
}

} // namespace Spacewright::Check
