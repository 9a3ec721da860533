// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "gateway/requestparser.h"

#include <llhttp.h>

namespace Spacewright::Gateway {

namespace {
constexpr qsizetype HeaderLimitBytes = 64 * 1024;
constexpr qsizetype BodyLimitBytes = 1024 * 1024;
// A client may send requests ahead of their answers, but not without end.
constexpr qsizetype WaitingLimit = 64;
} // namespace

QByteArray Request::header(QByteArrayView name) const
{
    for (const auto &[key, value] : headers) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

struct RequestParser::Private {
    Private()
    {
        llhttp_settings_init(&settings);
        settings.on_message_begin = [](llhttp_t *machine) { return of(machine).begin(); };
        settings.on_url = [](llhttp_t *machine, const char *at, size_t length) {
            return of(machine).append(of(machine).request.target, at, length);
        };
        settings.on_header_field = [](llhttp_t *machine, const char *at, size_t length) {
            return of(machine).append(of(machine).field, at, length);
        };
        settings.on_header_value = [](llhttp_t *machine, const char *at, size_t length) {
            return of(machine).append(of(machine).value, at, length);
        };
        settings.on_header_value_complete = [](llhttp_t *machine) { return of(machine).headerEnded(); };
        settings.on_body = [](llhttp_t *machine, const char *, size_t length) { return of(machine).body(length); };
        settings.on_message_complete = [](llhttp_t *machine) { return of(machine).ended(); };
        llhttp_init(&parser, HTTP_REQUEST, &settings);
        parser.data = this;
    }

    static Private &of(llhttp_t *machine) { return *static_cast<Private *>(machine->data); }

    int begin()
    {
        request = {};
        headerBytes = bodyBytes = 0;
        return HPE_OK;
    }

    int append(QByteArray &to, const char *at, size_t length)
    {
        headerBytes += qsizetype(length);
        if (headerBytes > HeaderLimitBytes) {
            refusal = 431;
            return HPE_USER;
        }
        to.append(at, qsizetype(length));
        return HPE_OK;
    }

    int headerEnded()
    {
        request.headers.emplaceBack(std::exchange(field, {}), std::exchange(value, {}));
        return HPE_OK;
    }

    int body(size_t length)
    {
        bodyBytes += qsizetype(length);
        if (bodyBytes <= BodyLimitBytes)
            return HPE_OK;
        refusal = 413;
        return HPE_USER;
    }

    int ended()
    {
        request.method = llhttp_method_name(static_cast<llhttp_method_t>(llhttp_get_method(&parser)));
        request.keepAlive = llhttp_should_keep_alive(&parser) == 1;
        whole.append(std::exchange(request, {}));
        if (whole.size() <= WaitingLimit)
            return HPE_OK;
        refusal = 400;
        return HPE_USER;
    }

    llhttp_settings_t settings{};
    llhttp_t parser{};
    Request request;
    QByteArray field;
    QByteArray value;
    qsizetype headerBytes = 0;
    qsizetype bodyBytes = 0;
    QList<Request> whole;
    int refusal = 0;
};

RequestParser::RequestParser()
    : d(std::make_unique<Private>())
{
}

RequestParser::~RequestParser() = default;

void RequestParser::feed(const QByteArray &bytes)
{
    if (d->refusal != 0)
        return;
    const llhttp_errno_t error = llhttp_execute(&d->parser, bytes.constData(), size_t(bytes.size()));
    if (error == HPE_PAUSED_UPGRADE)
        llhttp_resume_after_upgrade(&d->parser); // nothing is upgraded here; the request is answered as it is
    else if (error != HPE_OK && d->refusal == 0)
        d->refusal = 400;
}

std::optional<Request> RequestParser::take()
{
    return d->whole.isEmpty() ? std::nullopt : std::optional(d->whole.takeFirst());
}

int RequestParser::refusal() const
{
    return d->refusal;
}

} // namespace Spacewright::Gateway
