// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "container/imagebuild.h"

#include "base/atomicfile.h"
#include "container/containercommands.h"
#include "container/contextfiles.h"
#include "manifest/dockerfile.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QPromise>
#include <QRegularExpression>
#include <QtConcurrentRun>

using namespace Qt::StringLiterals;

namespace Spacewright::Container {

namespace {
struct Words {
    Q_DECLARE_TR_FUNCTIONS(ImageBuild)
};

/// Beside each other, so that BuildKit finds the second by the first's name.
Result<BuildFiles> writeFiles(const ImagePlan &plan, const ImageBuild::Input &input)
{
    QString ownRules;
    if (!plan.ignoreFile.isEmpty()) {
        QFile file(input.folder + u'/' + plan.ignoreFile);
        if (file.open(QIODevice::ReadOnly))
            ownRules = QString::fromUtf8(file.readAll());
    }
    const BuildFiles files{input.folder, input.cache + "/Dockerfile"_L1};
    if (!QDir().mkpath(input.cache))
        return failure(ErrorCode::Io, Words::tr("The folder %1 cannot be made.").arg(input.cache));
    if (const auto written = writeFile(files.dockerfile, plan.dockerfile.toUtf8()); !written)
        return std::unexpected(written.error());
    const QString ignored = ignoreFile(ownRules, pathsOutsideCommits(input.folder, input.tracked));
    if (const auto written = writeFile(files.dockerfile + ".dockerignore"_L1, ignored.toUtf8()); !written)
        return std::unexpected(written.error());
    return files;
}

class Build final : public QObject {
public:
    Build(ImagePlan plan, ImageBuild::Input input, ImageBuild::Sink sink, const Redactor &redactor)
        : m_plan(std::move(plan))
        , m_input(std::move(input))
        , m_sink(std::move(sink))
        , m_redactor(redactor)
        , m_progress({.output = [this](const QByteArray &bytes) { write(bytes); },
                      .step = [this](int index, const BuildStep &step) { stepChanged(index, step); }})
    {
    }

    QFuture<Result<>> run(StepContext &context)
    {
        m_context = &context;
        m_promise.start();
        context.onCancel([this] {
            m_isCancelled = true;
            if (m_process)
                m_process->terminate();
        });
        QtConcurrent::run(&writeFiles, m_plan, m_input).then(this, [this](const Result<BuildFiles> &files) {
            if (m_isCancelled)
                return end(cancelled());
            if (!files)
                return end(std::unexpected(files.error()));
            begin(*files);
        });
        return m_promise.future();
    }

private:
    static Result<> cancelled() { return failure(ErrorCode::Cancelled, Words::tr("The build was cancelled.")); }

    void begin(const BuildFiles &files)
    {
        m_process = std::make_unique<Process>();
        connect(m_process.get(), &Process::output, this, [this](OutputStream stream, const QByteArray &bytes) {
            m_splitters[int(stream)].feed(bytes, [this](QByteArrayView line) { hear(line); });
        });
        connect(m_process.get(), &Process::finished, this, [this](const ProcessExit &exit) {
            for (LineSplitter &splitter : m_splitters)
                splitter.finish([this](QByteArrayView line) { hear(line); });
            finished(exit);
        });
        // A builder that is asked to end tells the engine to stop; only then is there nothing left at work.
        m_process->start(buildCommand(m_input.docker, m_plan, files, m_input.values, m_input.environment),
                         {.deadline = {}, .grace = std::chrono::seconds(10)});
    }

    void hear(QByteArrayView line) { m_progress.feed(line); }

    void write(const QByteArray &bytes)
    {
        if (!m_sink.output)
            return;
        // Whole lines, so that a secret which comes in two pieces is seen.
        m_lines.feed(bytes,
                     [this](QByteArrayView line) { m_sink.output(m_redactor.redact(line.toByteArray()) + '\n'); });
    }

    void stepChanged(int index, const BuildStep &step)
    {
        m_context->progress({.done = index, .total = 0, .text = step.title.left(60)});
        if (m_sink.step)
            m_sink.step(index, step);
    }

    void finished(const ProcessExit &exit)
    {
        m_lines.finish([this](QByteArrayView line) {
            if (m_sink.output)
                m_sink.output(m_redactor.redact(line.toByteArray()) + '\n');
        });
        if (m_isCancelled || exit.reason == ProcessExit::Reason::Stopped)
            return end(cancelled());
        if (exit.reason == ProcessExit::Reason::NotStarted)
            return end(failure(ErrorCode::NotFound, exit.message));
        if (!exit.isSuccess()) {
            const QString words = m_redactor.redact(QString::fromUtf8(m_progress.words()));
            const Error error = explainFailure(m_redactor.redact(m_progress.error()), words);
            tellProblem(error, words);
            return end(std::unexpected(error));
        }
        if (m_progress.isAllCached())
            m_context->detail(Words::tr("cached"));
        end({});
    }

    void tellProblem(const Error &error, const QString &words)
    {
        const auto failed = std::ranges::find(m_progress.steps(), StepState::Failed, &BuildStep::state);
        const QString title = failed == m_progress.steps().end() ? QString() : failed->title;
        const int line = failedLine(m_plan.dockerfile, title, words);
        if (!m_sink.problems || m_plan.isGenerated || line < 0)
            return;
        Diagnostic problem;
        problem.rule = u"build/image"_s;
        problem.severity = Severity::BuildFails;
        problem.file = u"Dockerfile"_s;
        problem.range = {line, 0, line, 0};
        problem.message = error.message;
        m_sink.problems({problem});
    }

    void end(const Result<> &result)
    {
        m_promise.addResult(result);
        m_promise.finish();
    }

    ImagePlan m_plan;
    ImageBuild::Input m_input;
    ImageBuild::Sink m_sink;
    const Redactor &m_redactor;
    BuildProgress m_progress;
    StepContext *m_context = nullptr;
    std::unique_ptr<Process> m_process;
    QPromise<Result<>> m_promise;
    LineSplitter m_splitters[2]{LineSplitter(16 * 1024 * 1024), LineSplitter(16 * 1024 * 1024)};
    LineSplitter m_lines;
    bool m_isCancelled = false;
};

bool has(const QString &text, std::initializer_list<QLatin1StringView> parts)
{
    return std::ranges::any_of(parts, [&](QLatin1StringView part) { return text.contains(part, Qt::CaseInsensitive); });
}
} // namespace

std::vector<Step> imageSteps(const ImagePlan &plan, ImageBuild::Input input, ImageBuild::Sink sink,
                             const Redactor &redactor)
{
    const auto build = std::make_shared<Build>(plan, std::move(input), std::move(sink), redactor);
    Step step;
    step.id = u"image"_s;
    step.title = Words::tr("Build the image");
    step.run = [build](StepContext &context) { return build->run(context); };
    return {step};
}

int failedLine(const QString &dockerfile, const QString &step, const QString &words)
{
    // "Dockerfile:7" stands before the builder's excerpt; one of 2021 shows none.
    static const QRegularExpression place(uR"(^Dockerfile:(\d+)\r?$)"_s, QRegularExpression::MultilineOption);
    if (const auto match = place.match(words); match.hasMatch())
        return std::max(0, match.captured(1).toInt() - 1);
    const auto plain = [](const Manifest::DockerInstruction &instruction) {
        return QString(instruction.keyword + u' ' + instruction.arguments).simplified();
    };
    for (const Manifest::DockerInstruction &instruction : Manifest::readDockerfile(dockerfile).instructions) {
        if (!step.isEmpty() && plain(instruction) == step.simplified())
            return instruction.keywordRange.line;
    }
    return -1;
}

Error explainFailure(const QString &error, const QString &words)
{
    const QString all = error + u'\n' + words;
    if (has(all, {"no space left on device"_L1}))
        return {
            ErrorCode::Io,
            Words::tr("Docker's disk is full. Remove images that nobody needs (spw images remove), then build again."),
            all};
    if (has(all,
            {"cannot connect to the docker daemon"_L1, "error reading from server: eof"_L1, "code = unavailable"_L1,
             "connection refused"_L1, "closing transport"_L1})
        && !has(error, {"process \""_L1, "executor failed"_L1}))
        return {ErrorCode::Offline,
                Words::tr("The Docker engine stopped during the build. Start it, then run the Space again."), all};
    if (has(error, {"secret "_L1}) && has(error, {"not found"_L1}))
        return {ErrorCode::Invalid, Words::tr("The build needs a secret that is not set: %1").arg(error.left(100)),
                all};
    static const QRegularExpression missing(uR"re(failed to compute cache key: .*"/?([^"]+)"[^"]*not found)re"_s);
    if (const auto match = missing.match(error); match.hasMatch())
        return {ErrorCode::Invalid,
                Words::tr("%1 is copied into the image and is not in the build: it is missing, ignored by git or kept "
                          "out by .dockerignore.")
                    .arg(match.captured(1)),
                all};
    if (has(error,
            {"failed to resolve source metadata"_L1, "failed to authorize"_L1, "pull access denied"_L1,
             "failed to do request"_L1, "failed to fetch"_L1, "not found: manifest unknown"_L1,
             "failed to load metadata"_L1, "failed to create llb definition"_L1, ": not found"_L1})
        && !has(error, {"process \""_L1, "executor failed"_L1, "failed to compute cache key"_L1})) {
        const bool isUnreached = has(error,
                                     {"dial tcp"_L1, "no such host"_L1, "i/o timeout"_L1, "tls"_L1,
                                      "failed to authorize"_L1, "failed to do request"_L1, "403"_L1, "connection"_L1});
        return isUnreached
            ? Error{ErrorCode::Offline,
                    Words::tr("An image that the Space begins with could not be fetched. Check the network, or map it "
                              "to an image at hand (--base-image WANTED=USED)."),
                    all}
            : Error{ErrorCode::NotFound,
                    Words::tr("An image that the Space begins with does not exist. Check the name in FROM."), all};
    }
    // The second form is BuildKit's of 2021.
    static const QRegularExpression process(
        uR"((?:process "|executor failed running \[)(?:/bin/sh -c )?(.*)(?:" did not complete successfully|\]): exit code: (\d+))"_s,
        QRegularExpression::DotMatchesEverythingOption);
    if (const auto match = process.match(error); match.hasMatch()) {
        const QString what = match.captured(1).simplified().left(80);
        if (match.captured(2) == "137"_L1)
            return {ErrorCode::Space,
                    Words::tr("A build step was killed, as happens when memory runs out: %1").arg(what), all};
        return {ErrorCode::Space, Words::tr("A build step failed with exit code %1: %2").arg(match.captured(2), what),
                all};
    }
    if (has(error, {"dockerfile parse error"_L1, "unknown instruction"_L1, "failed to parse"_L1}))
        return {ErrorCode::Invalid,
                Words::tr("The Dockerfile cannot be read: %1").arg(error.section(u'\n', 0, 0).left(100)), all};
    return {ErrorCode::Tool,
            error.isEmpty() ? Words::tr("The image could not be built. Look into the build log.")
                            : Words::tr("The image could not be built: %1").arg(error.section(u'\n', 0, 0).left(120)),
            all};
}

} // namespace Spacewright::Container
