// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/messagereader.h"

#include <llhttp.h>

namespace Spacewright::Gateway {

QByteArray Head::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

struct MessageReader::Private {
    explicit Private(Kind what)
        : kind(what)
    {
        llhttp_settings_init(&settings);
        settings.on_message_begin = [](llhttp_t *machine) { return of(machine).begin(); };
        settings.on_url = [](llhttp_t *machine, const char *at, size_t length) {
            return of(machine).append(of(machine).head.target, at, length);
        };
        settings.on_status = [](llhttp_t *machine, const char *at, size_t length) {
            return of(machine).append(of(machine).head.reason, at, length);
        };
        settings.on_header_field = [](llhttp_t *machine, const char *at, size_t length) {
            return of(machine).append(of(machine).field, at, length);
        };
        settings.on_header_value = [](llhttp_t *machine, const char *at, size_t length) {
            return of(machine).append(of(machine).value, at, length);
        };
        settings.on_header_value_complete = [](llhttp_t *machine) { return of(machine).headerEnded(); };
        settings.on_headers_complete = [](llhttp_t *machine) { return of(machine).headEnded(); };
        settings.on_body = [](llhttp_t *machine, const char *at, size_t length) {
            of(machine).body.append(at, qsizetype(length));
            return int(HPE_OK);
        };
        settings.on_message_complete = [](llhttp_t *machine) {
            of(machine).ended = true;
            return int(HPE_PAUSED);
        };
        llhttp_init(&parser, kind == Kind::Request ? HTTP_REQUEST : HTTP_RESPONSE, &settings);
        parser.data = this;
    }

    static Private &of(llhttp_t *machine) { return *static_cast<Private *>(machine->data); }

    int begin()
    {
        head = {};
        field.clear();
        value.clear();
        headerBytes = lengths = 0;
        inHead = begun = true;
        return HPE_OK;
    }

    int append(QByteArray &to, const char *at, size_t length)
    {
        headerBytes += qsizetype(length);
        if (headerBytes > HeaderLimitBytes)
            return refuse(431);
        to.append(at, qsizetype(length));
        return HPE_OK;
    }

    int headerEnded()
    {
        if (!inHead) { // a trailer: nobody here asks for one
            field.clear();
            value.clear();
            return HPE_OK;
        }
        if (field.compare("content-length", Qt::CaseInsensitive) == 0 && ++lengths > 1)
            return refuse(400);
        head.headers.emplaceBack(std::exchange(field, {}), std::exchange(value, {}));
        return HPE_OK;
    }

    int headEnded()
    {
        inHead = false;
        head.minorVersion = llhttp_get_http_minor(&parser);
        if (llhttp_get_http_major(&parser) != 1)
            return refuse(400);
        head.keepAlive = llhttp_should_keep_alive(&parser) == 1;
        head.upgrade = llhttp_get_upgrade(&parser) == 1;
        const QByteArray coding = head.header("Transfer-Encoding").trimmed().toLower();
        if (!coding.isEmpty() && coding != "chunked")
            return refuse(kind == Kind::Request ? 501 : 400);
        head.chunked = !coding.isEmpty();
        if (const QByteArray length = head.header("Content-Length"); !length.isEmpty() && !head.chunked)
            head.length = length.trimmed().toLongLong();
        if (kind == Kind::Request) {
            head.method = llhttp_method_name(static_cast<llhttp_method_t>(llhttp_get_method(&parser)));
            headReady = true;
            return HPE_PAUSED; // who answers is decided before any of the body is read
        }
        head.status = llhttp_get_status_code(&parser);
        headReady = true;
        return noBody && head.status >= 200 ? 1 : HPE_OK;
    }

    int refuse(int status)
    {
        refusal = status;
        return HPE_USER;
    }

    Kind kind;
    llhttp_settings_t settings{};
    llhttp_t parser{};
    Head head;
    QByteArray field;
    QByteArray value;
    QByteArray body;
    QByteArray rest;
    qsizetype headerBytes = 0;
    int lengths = 0;
    int refusal = 0;
    bool begun = false;
    bool inHead = false;
    bool headReady = false;
    bool ended = false;
    bool noBody = false;
};

MessageReader::MessageReader(Kind kind)
    : d(std::make_unique<Private>(kind))
{
}

MessageReader::~MessageReader() = default;

bool MessageReader::advance(QIODevice &from)
{
    if (d->ended || d->refusal != 0)
        return false;
    if (d->rest.isEmpty())
        d->rest = from.read(PieceBytes);
    if (d->rest.isEmpty())
        return false;
    llhttp_errno_t error = llhttp_execute(&d->parser, d->rest.constData(), size_t(d->rest.size()));
    if (error == HPE_OK) {
        d->rest.clear();
        return true;
    }
    if (error == HPE_PAUSED || error == HPE_PAUSED_UPGRADE) {
        d->rest = d->rest.sliced(llhttp_get_error_pos(&d->parser) - d->rest.constData());
        if (error == HPE_PAUSED_UPGRADE)
            d->ended = true;
        else
            llhttp_resume(&d->parser);
        // A head without a body ends where it ends, not with the next byte that comes.
        if (!d->ended && d->rest.isEmpty()) {
            error = llhttp_execute(&d->parser, "", 0);
            d->ended = d->ended || error == HPE_PAUSED_UPGRADE;
            if (error == HPE_PAUSED)
                llhttp_resume(&d->parser);
        }
        return true;
    }
    if (d->refusal == 0)
        d->refusal = 400;
    d->rest.clear();
    return true;
}

void MessageReader::finish()
{
    if (d->ended || d->refusal != 0)
        return;
    const llhttp_errno_t error = llhttp_finish(&d->parser);
    if (error != HPE_OK && error != HPE_PAUSED)
        d->refusal = 400;
}

std::optional<Head> MessageReader::takeHead()
{
    if (!std::exchange(d->headReady, false))
        return {};
    return std::exchange(d->head, {});
}

QByteArray MessageReader::takeBody()
{
    return std::exchange(d->body, {});
}

bool MessageReader::atEnd() const
{
    return d->ended;
}

bool MessageReader::isIdle() const
{
    return !d->begun && d->rest.isEmpty();
}

void MessageReader::next()
{
    // Another protocol was asked for and refused. The pause for it may still be to come, behind that of the end.
    if (llhttp_get_upgrade(&d->parser) == 1 && llhttp_get_errno(&d->parser) == HPE_OK)
        llhttp_execute(&d->parser, "", 0);
    if (llhttp_get_errno(&d->parser) == HPE_PAUSED_UPGRADE)
        llhttp_resume_after_upgrade(&d->parser);
    d->ended = d->begun = d->noBody = false;
}

void MessageReader::expectNoBody()
{
    d->noBody = true;
}

QByteArray MessageReader::takeRest()
{
    return std::exchange(d->rest, {});
}

int MessageReader::refusal() const
{
    return d->refusal;
}

} // namespace Spacewright::Gateway
