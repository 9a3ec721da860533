// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/buildprogress.h"

#include <QDateTime>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>

using namespace Qt::StringLiterals;

namespace Spacewright::Container {

namespace {
QDateTime timeOf(const QJsonValue &value)
{
    return value.isString() ? QDateTime::fromString(value.toString(), Qt::ISODateWithMs) : QDateTime();
}

QByteArray bytesOf(const QJsonValue &value)
{
    return QByteArray::fromBase64(value.toString().toLatin1());
}

QString megabytes(qint64 bytes)
{
    return QString::number(double(bytes) / 1'000'000, 'f', 1);
}

/// What the Hub shows as a step: instructions, and the writing of the image. "[internal] load …" is the builder's own.
struct Title {
    QString stage;
    QString text; ///< empty: not shown
};

Title titleOf(const QString &name)
{
    static const QRegularExpression staged(uR"(\A\[(?!internal\])([^\]]+)\] (.*)\z)"_s,
                                           QRegularExpression::DotMatchesEverythingOption);
    if (const auto match = staged.match(name); match.hasMatch())
        return {match.captured(1).trimmed(), match.captured(2)};
    if (name == "exporting to image"_L1)
        return {{}, u"Exporting image"_s};
    return {};
}
} // namespace

BuildProgress::BuildProgress(Sink sink)
    : m_sink(std::move(sink))
{
}

void BuildProgress::write(const QByteArray &bytes) const
{
    if (m_sink.output)
        m_sink.output(bytes);
}

void BuildProgress::feed(QByteArrayView line)
{
    // buildx up to 0.13 writes an object over many lines, between braces that stand alone; later ones on one line.
    if (!m_pending.isEmpty() || line == "{") {
        m_pending += line;
        if (line == "}")
            take(QJsonDocument::fromJson(std::exchange(m_pending, {})).object());
        return;
    }
    if (line.startsWith('{')) {
        const QJsonObject object = QJsonDocument::fromJson(line.toByteArray()).object();
        if (!object.isEmpty())
            return take(object);
    }
    word(line);
}

void BuildProgress::word(QByteArrayView line)
{
    constexpr qsizetype KeptWords = 64 * 1024;
    m_words += line;
    m_words += '\n';
    if (m_words.size() > 2 * KeptWords)
        m_words = m_words.last(KeptWords);
    constexpr QByteArrayView Failure("ERROR: failed to solve: ");
    if (line.startsWith(Failure)) {
        m_error = QString::fromUtf8(line.sliced(Failure.size())); // says more than the step did
        write("--> ERROR: " + line.sliced(Failure.size()).toByteArray() + '\n');
    } else {
        write(line.toByteArray() + '\n');
    }
}

void BuildProgress::take(const QJsonObject &object)
{
    for (const QJsonValue &entry : object[u"vertexes"].toArray())
        vertex(entry.toObject());
    for (const QJsonValue &entry : object[u"statuses"].toArray())
        status(entry.toObject());
    for (const QJsonValue &entry : object[u"logs"].toArray())
        log(entry.toObject());
    for (const QJsonValue &entry : object[u"warnings"].toArray())
        write("WARNING: " + bytesOf(entry[u"short"]) + '\n');
}

void BuildProgress::announce(Vertex &vertex)
{
    if (vertex.step < 0 || std::exchange(vertex.isAnnounced, true))
        return;
    write("\n--> " + m_steps[vertex.step].title.toUtf8() + '\n');
}

void BuildProgress::vertex(const QJsonObject &object)
{
    Vertex &vertex = m_vertices[object[u"digest"].toString()];
    const QDateTime started = timeOf(object[u"started"]);
    const QDateTime completed = timeOf(object[u"completed"]);
    const bool isCached = object[u"cached"].toBool();
    if (!started.isValid() && !isCached)
        return; // only known of so far
    if (vertex.isOver)
        return;
    if (vertex.step < 0) {
        const Title title = titleOf(object[u"name"].toString());
        if (title.text.isEmpty())
            return;
        vertex.step = int(m_steps.size());
        m_steps.append({.title = title.text,
                        .stage = title.stage,
                        .state = StepState::Running,
                        .isCached = false,
                        .duration = {},
                        .detail = {}});
    }
    announce(vertex);
    BuildStep &step = m_steps[vertex.step];
    const QString error = object[u"error"].toString();
    if (completed.isValid() || isCached) {
        vertex.isOver = true;
        step.isCached = isCached;
        step.duration = started.isValid() && completed.isValid() ? std::chrono::milliseconds(started.msecsTo(completed))
                                                                 : std::chrono::milliseconds(0);
        step.state = error.isEmpty()                ? StepState::Done
            : error.contains("context canceled"_L1) ? StepState::Cancelled
                                                    : StepState::Failed;
        step.detail.clear();
        if (vertex.endsInLine)
            write("\n");
        if (!error.isEmpty()) {
            if (step.state == StepState::Failed)
                m_error = error;
        } else {
            write(isCached ? QByteArray("CACHED\n")
                           : "DONE " + QByteArray::number(double(step.duration.count()) / 1000, 'f', 1) + "s\n");
        }
    }
    if (m_sink.step)
        m_sink.step(vertex.step, step);
}

void BuildProgress::status(const QJsonObject &object)
{
    const auto vertex = m_vertices.constFind(object[u"vertex"].toString());
    if (vertex == m_vertices.cend() || vertex->step < 0 || vertex->isOver)
        return;
    const qint64 total = object[u"total"].toInteger();
    if (total < 1'000'000 || object[u"completed"].isString())
        return;
    BuildStep &step = m_steps[vertex->step];
    step.detail = u"%1 / %2 MB"_s.arg(megabytes(object[u"current"].toInteger()), megabytes(total));
    if (m_sink.step)
        m_sink.step(vertex->step, step);
}

void BuildProgress::log(const QJsonObject &object)
{
    const auto vertex = m_vertices.find(object[u"vertex"].toString());
    const QByteArray data = bytesOf(object[u"data"]);
    if (data.isEmpty())
        return;
    if (vertex != m_vertices.end())
        vertex->endsInLine = !data.endsWith('\n');
    write(data);
}

bool BuildProgress::isAllCached() const
{
    return std::ranges::all_of(m_steps, [](const BuildStep &step) {
        return step.isCached || step.stage.isEmpty() || step.title.startsWith("FROM "_L1);
    });
}

} // namespace Spacewright::Container
