// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifest/pathpattern.h"

#include <algorithm>
#include <optional>
#include <vector>

namespace Spacewright::Manifest {

namespace {

bool isInPosixClass(QByteArrayView name, unsigned char c)
{
    const bool isDigit = c >= '0' && c <= '9';
    const bool isUpper = c >= 'A' && c <= 'Z';
    const bool isLower = c >= 'a' && c <= 'z';
    const bool isGraph = c > 0x20 && c < 0x7f;
    const bool isAlnum = isDigit || isUpper || isLower;
    if (name == "alnum")
        return isAlnum;
    if (name == "alpha")
        return isUpper || isLower;
    if (name == "blank")
        return c == ' ' || c == '\t';
    if (name == "cntrl")
        return c < 0x20 || c == 0x7f;
    if (name == "digit")
        return isDigit;
    if (name == "graph")
        return isGraph;
    if (name == "lower")
        return isLower;
    if (name == "print")
        return isGraph || c == ' ';
    if (name == "punct")
        return isGraph && !isAlnum;
    if (name == "space")
        return c == ' ' || (c >= '\t' && c <= '\r');
    if (name == "upper")
        return isUpper;
    if (name == "xdigit")
        return isDigit || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
    return false;
}

bool isPosixClass(QByteArrayView name)
{
    static constexpr const char *Names[] = {"alnum", "alpha", "blank", "cntrl", "digit", "graph",
                                            "lower", "print", "punct", "space", "upper", "xdigit"};
    return std::ranges::any_of(Names, [name](const char *known) { return name == known; });
}

/// What a `[...]` says of one byte, and how long it is; nullopt where it does not end, and then nothing matches.
struct SetAnswer {
    bool isIn = false;
    qsizetype size = 0;
};

std::optional<SetAnswer> lookIntoSet(QByteArrayView glob, unsigned char c)
{
    qsizetype i = 1;
    const auto at = [glob](qsizetype place) { return static_cast<unsigned char>(glob.at(place)); };
    const bool isNegated = i < glob.size() && (glob.at(i) == '!' || glob.at(i) == '^');
    if (isNegated)
        ++i;
    bool isIn = false;
    std::optional<unsigned char> before; // of a range
    for (bool isFirst = true;; isFirst = false) {
        if (i >= glob.size())
            return {};
        unsigned char one = at(i);
        if (one == ']' && !isFirst)
            break;
        if (one == '-' && before && i + 1 < glob.size() && glob.at(i + 1) != ']') {
            one = at(++i);
            if (one == '\\') {
                if (++i >= glob.size())
                    return {};
                one = at(i);
            }
            isIn = isIn || (c >= *before && c <= one);
            before.reset();
        } else if (one == '[' && i + 1 < glob.size() && glob.at(i + 1) == ':') {
            qsizetype close = i + 2;
            while (close < glob.size() && glob.at(close) != ']')
                ++close;
            if (close >= glob.size())
                return {};
            const qsizetype nameSize = close - i - 3;
            if (nameSize < 0 || glob.at(close - 1) != ':') { // no class after all: a plain bracket
                isIn = isIn || c == '[';
                before = '[';
            } else {
                const QByteArrayView name = glob.sliced(i + 2, nameSize);
                if (!isPosixClass(name))
                    return {};
                isIn = isIn || isInPosixClass(name, c);
                before.reset();
                i = close;
            }
        } else {
            if (one == '\\') {
                if (++i >= glob.size())
                    return {};
                one = at(i);
            }
            isIn = isIn || c == one;
            before = one;
        }
        ++i;
    }
    return SetAnswer{.isIn = isIn != isNegated && c != '/', .size = i + 1};
}

class Matcher {
public:
    Matcher(QByteArrayView glob, QByteArrayView text)
        : m_glob(glob)
        , m_text(text)
    {
        if (glob.count('*') > 1)
            m_tried.resize(size_t(glob.size() + 1) * size_t(text.size() + 1));
    }

    bool matches(qsizetype g, qsizetype t)
    {
        while (g < m_glob.size()) {
            const char one = m_glob.at(g);
            if (one == '*')
                return matchesStar(g, t);
            if (t >= m_text.size())
                return false;
            const char c = m_text.at(t);
            if (one == '?') {
                if (c == '/')
                    return false;
                ++g;
            } else if (one == '[') {
                const auto set = lookIntoSet(m_glob.sliced(g), static_cast<unsigned char>(c));
                if (!set || !set->isIn)
                    return false;
                g += set->size;
            } else {
                if (one == '\\' && ++g >= m_glob.size())
                    return false;
                if (m_glob.at(g) != c)
                    return false;
                ++g;
            }
            ++t;
        }
        return t == m_text.size();
    }

private:
    bool matchesStar(qsizetype g, qsizetype t)
    {
        if (wasAt(g, t))
            return false;
        qsizetype after = g;
        while (after < m_glob.size() && m_glob.at(after) == '*')
            ++after;
        const auto isSlashAt = [this](qsizetype place) { return place < m_glob.size() && m_glob.at(place) == '/'; };
        const bool isAlone = after - g > 1 && (g == 0 || m_glob.at(g - 1) == '/')
            && (after == m_glob.size() || isSlashAt(after) || (m_glob.at(after) == '\\' && isSlashAt(after + 1)));
        if (isAlone && isSlashAt(after) && matches(after + 1, t))
            return true;
        if (after == m_glob.size())
            return isAlone || !m_text.sliced(t).contains('/');
        for (; t <= m_text.size() && !wasAt(g, t); ++t) {
            mark(g, t);
            if (matches(after, t))
                return true;
            if (!isAlone && t < m_text.size() && m_text.at(t) == '/')
                return false;
        }
        return false;
    }

    /// Whether this star has stood at this place before: what it could cover from there did not match then.
    [[nodiscard]] bool wasAt(qsizetype g, qsizetype t) const { return !m_tried.empty() && m_tried[state(g, t)]; }
    void mark(qsizetype g, qsizetype t)
    {
        if (!m_tried.empty())
            m_tried[state(g, t)] = true;
    }
    [[nodiscard]] size_t state(qsizetype g, qsizetype t) const { return size_t(g * (m_text.size() + 1) + t); }

    QByteArrayView m_glob;
    QByteArrayView m_text;
    std::vector<bool> m_tried; ///< by star and place
};

bool isSpecial(char c)
{
    return c == '*' || c == '?' || c == '[' || c == '\\';
}

} // namespace

bool matchesGlob(QByteArrayView glob, QByteArrayView text)
{
    return Matcher(glob, text).matches(0, 0);
}

PathPattern::PathPattern(QByteArrayView pattern, QByteArray folder)
    : m_folder(std::move(folder))
{
    m_isForFolders = pattern.endsWith('/');
    if (m_isForFolders)
        pattern.chop(1);
    m_isName = !pattern.contains('/');
    if (pattern.startsWith('/'))
        pattern.slice(1);
    m_pattern = pattern.toByteArray();
    m_plainSize = std::ranges::find_if(std::as_const(m_pattern), isSpecial) - m_pattern.cbegin();
}

bool PathPattern::matches(QByteArrayView path, bool isFolder) const
{
    if (path.isEmpty() || (m_isForFolders && !isFolder))
        return false; // QByteArrayView::lastIndexOf() would read past an empty one
    if (!m_folder.isEmpty()) {
        if (path.size() <= m_folder.size() || path.at(m_folder.size()) != '/' || !path.startsWith(m_folder))
            return false;
        path.slice(m_folder.size() + 1);
    }
    if (m_isName)
        path.slice(path.lastIndexOf('/') + 1);
    const QByteArrayView plain = QByteArrayView(m_pattern).first(m_plainSize);
    if (!path.startsWith(plain))
        return false;
    // git compares the plain part first and hands only the rest on, so that the stars of `a**` stand alone.
    return matchesGlob(QByteArrayView(m_pattern).sliced(m_plainSize), path.sliced(m_plainSize));
}

} // namespace Spacewright::Manifest
