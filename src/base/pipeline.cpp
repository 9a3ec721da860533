// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pipeline.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFutureWatcher>
#include <QPointer>

namespace Spacewright {

QFuture<Result<>> done(Result<> result)
{
    return QtFuture::makeReadyValueFuture(std::move(result));
}

struct Pipeline::Private {
    class Context final : public StepContext {
    public:
        Context(Private *pipeline, int index)
            : m_pipeline(pipeline)
            , m_index(index)
        {
        }
        void progress(const Progress &progress) override
        {
            report().progress = progress;
            m_pipeline->changed(m_index);
        }
        void detail(const QString &text) override
        {
            report().detail = text;
            m_pipeline->changed(m_index);
        }
        bool isCancelled() const override { return m_pipeline->cancelled; }
        void onCancel(std::function<void()> callback) override
        {
            if (m_pipeline->cancelled)
                callback();
            else
                m_pipeline->cancelCallback = std::move(callback);
        }

    private:
        StepReport &report() { return m_pipeline->reports[std::size_t(m_index)]; }
        Private *m_pipeline;
        int m_index;
    };

    explicit Private(Pipeline *owner)
        : q(owner)
    {
    }

    void changed(int index) { Q_EMIT q->stepChanged(index, reports[std::size_t(index)]); }
    void runStep(int index);
    void stepEnded(int index, Result<> result);
    void end(const Result<> &result);

    Pipeline *q;
    std::vector<Step> recipe;
    std::vector<StepReport> reports;
    std::unique_ptr<Context> context;
    std::unique_ptr<QFutureWatcher<Result<>>> watcher;
    std::function<void()> cancelCallback;
    QElapsedTimer clock;
    int begun = 0;
    bool running = false;
    bool cancelled = false;
};

Pipeline::Pipeline(std::vector<Step> recipe, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(this))
{
    d->recipe = std::move(recipe);
    for (const Step &step : d->recipe)
        d->reports.push_back({.id = step.id, .title = step.title, .detail = {}, .progress = {}, .result = {}});
}

Pipeline::~Pipeline()
{
    if (!d->running)
        return;
    blockSignals(true);
    cancel();
    if (d->watcher) {
        d->watcher->disconnect();
        d->watcher.reset();
        d->end(failure(ErrorCode::Cancelled, QCoreApplication::translate("Pipeline", "Cancelled.")));
    }
}

void Pipeline::start()
{
    Q_ASSERT(!d->running && d->begun == 0);
    d->running = true;
    d->runStep(0);
}

void Pipeline::cancel()
{
    if (!d->running || std::exchange(d->cancelled, true))
        return;
    if (const auto callback = std::exchange(d->cancelCallback, {}))
        callback();
}

bool Pipeline::isRunning() const
{
    return d->running;
}

const std::vector<Pipeline::StepReport> &Pipeline::steps() const
{
    return d->reports;
}

void Pipeline::Private::runStep(int index)
{
    if (cancelled)
        return end(failure(ErrorCode::Cancelled, QCoreApplication::translate("Pipeline", "Cancelled.")));
    if (index == int(recipe.size()))
        return end({});

    begun = index + 1;
    reports[std::size_t(index)].state = StepState::Running;
    reports[std::size_t(index)].began = std::chrono::steady_clock::now();
    clock.start();
    context = std::make_unique<Context>(this, index);
    changed(index);

    watcher = std::make_unique<QFutureWatcher<Result<>>>();
    QObject::connect(watcher.get(), &QFutureWatcherBase::finished, q, [this, index] {
        const auto future = watcher->future();
        const bool answered = future.isValid() && future.resultCount() > 0;
        // Without an answer the step's own future was cancelled.
        Result<> result = failure(ErrorCode::Cancelled, QCoreApplication::translate("Pipeline", "Cancelled."));
        if (answered)
            result = future.result();
        stepEnded(index, std::move(result));
    });
    watcher->setFuture(recipe[std::size_t(index)].run(*context));
}

void Pipeline::Private::stepEnded(int index, Result<> result)
{
    watcher.release()->deleteLater(); // we are in its signal
    cancelCallback = {};
    StepReport &report = reports[std::size_t(index)];
    report.duration = std::chrono::milliseconds(clock.elapsed());
    report.result = result;
    if (result)
        report.state = StepState::Done;
    else
        report.state = result.error().code == ErrorCode::Cancelled ? StepState::Cancelled : StepState::Failed;
    changed(index);
    if (result)
        runStep(index + 1);
    else
        end(result);
}

void Pipeline::Private::end(const Result<> &result)
{
    for (int index = begun; index-- > 0;) {
        if (recipe[std::size_t(index)].cleanup)
            recipe[std::size_t(index)].cleanup(result);
    }
    for (std::size_t index = std::size_t(begun); index < reports.size(); ++index) {
        reports[index].state = cancelled ? StepState::Cancelled : StepState::Skipped;
        changed(int(index));
    }
    running = false;
    Q_EMIT q->finished(result);
}

} // namespace Spacewright
