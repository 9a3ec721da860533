// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "fuzz/targets.h"
#include "logs/knownerrors.h"

using namespace Qt::StringLiterals;
using namespace Spacewright::Logs;

namespace Spacewright::Fuzz {

namespace {

/// Rows as a terminal would have them at the end.
class Rows final : public AnsiParser::Sink {
public:
    bool append(const Row &row) override
    {
        check(row);
        m_rows.append(row.text.toByteArray());
        return true;
    }
    void replace(int back, const Row &row) override
    {
        check(row);
        Fuzz::check(back > 0 && back <= m_rows.size() && back <= AnsiParser::MaxRowsAbove,
                    "only near rows are replaced");
        m_rows[m_rows.size() - back] = row.text.toByteArray();
    }
    [[nodiscard]] const QByteArrayList &rows() const { return m_rows; }

private:
    static void check(const Row &row)
    {
        Fuzz::check(row.text.size() <= AnsiParser::MaxRowBytes * 3, "rows are bounded"); // U+FFFD has three bytes
        Fuzz::check(QByteArrayView(row.text).isValidUtf8(), "rows are UTF-8");
        int end = 0;
        for (const Span &span : row.spans) {
            Fuzz::check(span.start >= end && span.length > 0 && span.start + span.length <= row.text.size(),
                        "spans are in the row and in order");
            end = span.start + span.length;
        }
    }

    QByteArrayList m_rows;
};

QByteArrayList rowsOf(const QByteArray &bytes, qsizetype portion)
{
    AnsiParser parser;
    Rows rows;
    for (qsizetype at = 0; at < bytes.size(); at += portion)
        parser.feed(QByteArrayView(bytes).sliced(at, std::min(portion, bytes.size() - at)), rows);
    parser.finish(rows);
    return rows.rows();
}

} // namespace

void logs(const QByteArray &bytes)
{
    check(rowsOf(bytes, bytes.size() + 1) == rowsOf(bytes, 3), "other portions give the same rows");

    LogStore store(Phase::Run, nullptr, {.lines = 64, .textBytes = 16 * 1024});
    store.setSpaceFolder(u"/home/person/space"_s);
    const qsizetype half = bytes.size() / 2;
    store.append(bytes.first(half), OutputStream::Standard, 0);
    store.append(bytes.sliced(half), OutputStream::Error, 1);
    store.finish();
    for (int at = 0; at < store.size(); ++at) {
        const LogLine line = store.line(at);
        for (const Link &link : line.links)
            check(link.start >= 0 && link.length > 0 && link.start + link.length <= line.text.size(),
                  "links are in the line");
        for (const Span &span : line.spans)
            check(span.start >= 0 && span.length > 0 && span.start + span.length <= line.text.size(),
                  "spans are in the line");
    }
    if (const auto &error = store.firstError())
        std::ignore = matchKnownError(*error);
}

} // namespace Spacewright::Fuzz
