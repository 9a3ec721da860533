// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/site.h"

#include "base/atomicfile.h"
#include "base/paths.h"

#include <QDateTime>
#include <QDir>
#include <QFileInfo>
#include <QHash>
#include <QJsonDocument>
#include <QLocale>
#include <QMimeDatabase>
#include <QTimeZone>
#include <QUrl>

#include <optional>

using namespace Qt::StringLiterals;

namespace Spacewright::Gateway {

namespace {
// A page larger than this is served as it is, without the variables.
constexpr qint64 InjectionLimitBytes = 16 * 1024 * 1024;

/// The file below the folder that the path names, or empty: not there, outside, or never served.
QString fileFor(const Site &site, const QString &path)
{
    const QString root = QFileInfo(site.folder).canonicalFilePath();
    const QString file = QFileInfo(root + u'/' + path).canonicalFilePath();
    if (root.isEmpty() || file.isEmpty() || !isInside(file, root))
        return {};
    // The names are those of the file itself: a link called page.html may point to .git/config.
    for (const QString &name : QDir(root).relativeFilePath(file).split(u'/')) {
        if (name == ".git"_L1 || name == ".env"_L1 || name.startsWith(".env."_L1))
            return {};
    }
    return file;
}

struct Range {
    qint64 offset = 0;
    qint64 length = 0;
};

enum class RangeKind { Whole, Part, Unsatisfiable };

/// One range; several, or a unit other than bytes, are answered with the whole. Source: RFC 9110, 14.
std::pair<RangeKind, Range> rangeOf(const QByteArray &header, qint64 size)
{
    if (!header.startsWith("bytes=") || header.contains(','))
        return {RangeKind::Whole, {0, size}};
    const QList<QByteArray> ends = header.sliced(6).trimmed().split('-');
    if (ends.size() != 2)
        return {RangeKind::Whole, {0, size}};
    bool firstIsNumber = false;
    bool lastIsNumber = false;
    qint64 first = ends[0].toLongLong(&firstIsNumber);
    qint64 last = ends[1].toLongLong(&lastIsNumber);
    if ((!ends[0].isEmpty() && !firstIsNumber) || (!ends[1].isEmpty() && !lastIsNumber)
        || (!firstIsNumber && !lastIsNumber))
        return {RangeKind::Whole, {0, size}};
    if (!firstIsNumber) {
        first = std::max<qint64>(0, size - last);
        last = last > 0 ? size - 1 : -1;
    } else if (!lastIsNumber || last >= size) {
        last = size - 1;
    }
    if (first >= size || first > last)
        return {RangeKind::Unsatisfiable, {}};
    return {RangeKind::Part, {first, last - first + 1}};
}

QByteArray httpDate(const QDateTime &time)
{
    return QLocale::c().toString(time.toUTC(), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s).toLatin1();
}

Response redirect(int status, const QByteArray &target)
{
    Response response = plainAnswer(status);
    response.headers.emplaceBack("Location", target);
    return response;
}

Response fileAnswer(const Site &site, const Request &request, const QFileInfo &file)
{
    Response response;
    const QByteArray type = contentType(file.fileName());
    const QByteArray tag = '"' + QByteArray::number(file.lastModified(QTimeZone::UTC).toMSecsSinceEpoch(), 16) + '-'
        + QByteArray::number(file.size(), 16) + '"';
    response.headers = {{"Content-Type", type},
                        {"Cache-Control", "no-cache"}, // what was just saved has to be seen
                        {"ETag", tag},
                        {"Last-Modified", httpDate(file.lastModified())},
                        {"Accept-Ranges", "bytes"}};
    if (request.header("If-None-Match") == tag) {
        response.status = 304;
        return response;
    }

    qint64 size = file.size();
    if (type.startsWith("text/html") && size <= InjectionLimitBytes) {
        const Result<QByteArray> html = readFile(file.filePath(), InjectionLimitBytes);
        if (!html)
            return plainAnswer(404);
        response.body = withVariables(*html, site.variables);
        size = response.body.size();
    } else {
        response.file = file.filePath();
    }

    const QByteArray condition = request.header("If-Range");
    const auto [kind, range] = condition.isEmpty() || condition == tag ? rangeOf(request.header("Range"), size)
                                                                       : std::pair(RangeKind::Whole, Range{0, size});
    if (kind == RangeKind::Unsatisfiable) {
        Response refused = plainAnswer(416);
        refused.headers.emplaceBack("Content-Range", "bytes */" + QByteArray::number(size));
        return refused;
    }
    response.offset = range.offset;
    response.length = range.length;
    if (kind == RangeKind::Part) {
        response.status = 206;
        response.headers.emplaceBack("Content-Range",
                                     "bytes " + QByteArray::number(range.offset) + '-'
                                         + QByteArray::number(range.offset + range.length - 1) + '/'
                                         + QByteArray::number(size));
    }
    if (!response.body.isEmpty())
        response.body = response.body.sliced(range.offset, range.length);
    return response;
}

Response pathAnswer(const Site &site, const Request &request)
{
    if (request.method != "GET" && request.method != "HEAD") {
        Response response = plainAnswer(405);
        response.headers.emplaceBack("Allow", "GET, HEAD");
        return response;
    }
    const qsizetype query = request.target.indexOf('?');
    const QByteArray rawPath = query < 0 ? request.target : request.target.first(query);
    if (!rawPath.startsWith('/'))
        return plainAnswer(400);
    const QString path = QString::fromUtf8(QByteArray::fromPercentEncoding(rawPath));
    if (path.contains(QChar::Null))
        return plainAnswer(400);

    const QByteArray rest = query < 0 ? QByteArray() : request.target.sliced(query);
    if (path == "/"_L1 && site.appFile != "index.html"_L1)
        return redirect(302, '/' + QUrl::toPercentEncoding(site.appFile, "/") + rest);
    QFileInfo file(fileFor(site, path));
    if (file.isDir()) {
        if (!path.endsWith(u'/'))
            return redirect(301, rawPath + '/' + rest);
        file.setFile(fileFor(site, path + "index.html"_L1));
    } else if (path.endsWith(u'/')) {
        return plainAnswer(404);
    }
    return file.isFile() && file.isReadable() ? fileAnswer(site, request, file) : plainAnswer(404);
}

/// Where a script goes in so that it runs first: after `<head>`, or before whatever comes instead.
qsizetype firstScriptPosition(const QByteArray &html)
{
    qsizetype at = html.startsWith("\xEF\xBB\xBF") ? 3 : 0;
    qsizetype best = at;
    for (;;) {
        while (at < html.size() && QChar::isSpace(uchar(html[at])))
            ++at;
        const QByteArrayView rest = QByteArrayView(html).sliced(at);
        const auto begins = [rest](QByteArrayView tag) {
            return rest.size() > tag.size() && rest.first(tag.size()).compare(tag, Qt::CaseInsensitive) == 0
                && (QChar::isSpace(uchar(rest[tag.size()])) || rest[tag.size()] == '>');
        };
        const bool comment = rest.startsWith("<!--");
        if (!comment && !begins("<!doctype") && !begins("<html") && !begins("<head"))
            return best;
        const QByteArrayView close = comment ? QByteArrayView("-->") : QByteArrayView(">");
        const qsizetype end = html.indexOf(close, at);
        if (end < 0)
            return best;
        const bool head = begins("<head");
        at = end + close.size();
        best = at;
        if (head)
            return best;
    }
}
} // namespace

Response answer(const Site &site, const Request &request)
{
    Response response = pathAnswer(site, request);
    response.headers += site.headers;
    return response;
}

bool isOwnHost(QByteArrayView host, quint16 port)
{
    const qsizetype colon = host.lastIndexOf(':');
    if (colon < 0 ? port != 80 : host.sliced(colon + 1) != QByteArray::number(port))
        return false;
    const QByteArray name = (colon < 0 ? host : host.first(colon)).toByteArray().toLower();
    return name == "127.0.0.1" || name == "localhost" || (name.endsWith(".localhost") && name.size() > 10);
}

Response plainAnswer(int status, const QString &sentence)
{
    const QByteArray text = QByteArray::number(status) + ' ' + reasonPhrase(status);
    Response response{.status = status,
                      .headers = {{"Content-Type", "text/html; charset=utf-8"}, {"Cache-Control", "no-cache"}},
                      .body = "<!doctype html>\n<title>" + text + "</title>\n<h1>" + text + "</h1>\n",
                      .file = {}};
    if (!sentence.isEmpty())
        response.body += "<p>" + sentence.toHtmlEscaped().toUtf8() + "</p>\n";
    response.length = response.body.size();
    return response;
}

QByteArray reasonPhrase(int status)
{
    static const QHash<int, QByteArray> phrases{
        {200, "OK"},
        {206, "Partial Content"},
        {301, "Moved Permanently"},
        {302, "Found"},
        {304, "Not Modified"},
        {400, "Bad Request"},
        {403, "Forbidden"},
        {404, "Not Found"},
        {405, "Method Not Allowed"},
        {413, "Content Too Large"},
        {416, "Range Not Satisfiable"},
        {421, "Misdirected Request"},
        {431, "Request Header Fields Too Large"},
        {501, "Not Implemented"},
        {502, "Bad Gateway"},
        {503, "Service Unavailable"},
        {504, "Gateway Timeout"},
    };
    return phrases.value(status, "Error");
}

QByteArray contentType(const QString &fileName)
{
    // What browsers insist on is fixed here, so that no mime database of the machine can change it.
    static const QHash<QString, QByteArray> types{
        {u"html"_s, "text/html"},
        {u"htm"_s, "text/html"},
        {u"js"_s, "text/javascript"},
        {u"mjs"_s, "text/javascript"},
        {u"css"_s, "text/css"},
        {u"json"_s, "application/json"},
        {u"map"_s, "application/json"},
        {u"wasm"_s, "application/wasm"},
        {u"svg"_s, "image/svg+xml"},
        {u"png"_s, "image/png"},
        {u"jpg"_s, "image/jpeg"},
        {u"jpeg"_s, "image/jpeg"},
        {u"gif"_s, "image/gif"},
        {u"webp"_s, "image/webp"},
        {u"avif"_s, "image/avif"},
        {u"ico"_s, "image/x-icon"},
        {u"woff"_s, "font/woff"},
        {u"woff2"_s, "font/woff2"},
        {u"ttf"_s, "font/ttf"},
        {u"otf"_s, "font/otf"},
        {u"txt"_s, "text/plain"},
        {u"md"_s, "text/markdown"},
        {u"xml"_s, "text/xml"},
        {u"csv"_s, "text/csv"},
        {u"mp3"_s, "audio/mpeg"},
        {u"wav"_s, "audio/wav"},
        {u"ogg"_s, "audio/ogg"},
        {u"mp4"_s, "video/mp4"},
        {u"webm"_s, "video/webm"},
        {u"pdf"_s, "application/pdf"},
        {u"webmanifest"_s, "application/manifest+json"},
        {u"glb"_s, "model/gltf-binary"},
        {u"gltf"_s, "model/gltf+json"},
        {u"onnx"_s, "application/octet-stream"},
    };
    QByteArray type = types.value(QFileInfo(fileName).suffix().toLower());
    if (type.isEmpty())
        type = QMimeDatabase().mimeTypeForFile(fileName, QMimeDatabase::MatchExtension).name().toLatin1();
    return type.startsWith("text/") ? type + "; charset=utf-8" : type;
}

QByteArray withVariables(QByteArray html, const QJsonObject &variables)
{
    if (html.startsWith("\xFF\xFE") || html.startsWith("\xFE\xFF"))
        return html; // UTF-16: bytes of ours in it would be noise
    QByteArray json = QJsonDocument(QJsonObject{{u"variables"_s, variables}}).toJson(QJsonDocument::Compact);
    json.replace('<', "\\u003c"); // no value may end the script
    html.insert(firstScriptPosition(html), "<script>window.huggingface=" + json + ";</script>");
    return html;
}

} // namespace Spacewright::Gateway
