// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "base/pipeline.h"
#include "support/testcase.h"

#include <QPromise>
#include <QSignalSpy>

using namespace Qt::StringLiterals;
using namespace Spacewright;

namespace {
/// The event log of a pipeline: what ran, in which order, and what became of it.
struct Script {
    QStringList events;
    std::vector<QPromise<Result<>>> promises;

    Step succeeds(const QString &id)
    {
        return {id, id,
                [this, id](StepContext &) {
                    events += "run "_L1 + id;
                    return done();
                },
                [this, id](const Result<> &outcome) { events += (outcome ? "clean "_L1 : "undo "_L1) + id; }};
    }
    Step fails(const QString &id)
    {
        Step step = succeeds(id);
        step.run = [this, id](StepContext &) {
            events += "run "_L1 + id;
            return done(failure(ErrorCode::Tool, id + " broke"_L1));
        };
        return step;
    }
    /// Stays until it is cancelled.
    Step waits(const QString &id)
    {
        Step step = succeeds(id);
        step.run = [this, id](StepContext &context) {
            events += "run "_L1 + id;
            auto promise = std::make_shared<QPromise<Result<>>>();
            promise->start();
            context.progress({1, 4, u"a quarter"_s});
            context.onCancel([this, id, promise] {
                events += "cancel "_L1 + id;
                promise->addResult(failure(ErrorCode::Cancelled, u"cancelled"_s));
                promise->finish();
            });
            return promise->future();
        };
        return step;
    }
};
} // namespace

class PipelineTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void success_runsInOrderAndCleansUpInReverse()
    {
        Script script;
        Pipeline pipeline({script.succeeds(u"a"_s), script.succeeds(u"b"_s)});
        QSignalSpy finished(&pipeline, &Pipeline::finished);
        pipeline.start();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY_RESULT(finished[0][0].value<Result<>>());
        QCOMPARE(script.events, (QStringList{u"run a"_s, u"run b"_s, u"clean b"_s, u"clean a"_s}));
        QCOMPARE(pipeline.steps()[1].state, StepState::Done);
        QVERIFY(!pipeline.isRunning());
    }

    void failure_stopsTheRestAndUndoesWhatBegan()
    {
        Script script;
        Pipeline pipeline({script.succeeds(u"a"_s), script.fails(u"b"_s), script.succeeds(u"c"_s)});
        QSignalSpy finished(&pipeline, &Pipeline::finished);
        pipeline.start();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished[0][0].value<Result<>>().error().message, u"b broke"_s);
        QCOMPARE(script.events, (QStringList{u"run a"_s, u"run b"_s, u"undo b"_s, u"undo a"_s}));
        QCOMPARE(pipeline.steps()[1].state, StepState::Failed);
        QCOMPARE(pipeline.steps()[2].state, StepState::Skipped);
    }

    void cancel_endsTheRunningStepAndCleansUp()
    {
        Script script;
        Pipeline pipeline({script.succeeds(u"a"_s), script.waits(u"b"_s), script.succeeds(u"c"_s)});
        QSignalSpy finished(&pipeline, &Pipeline::finished);
        pipeline.start();
        QTRY_COMPARE(pipeline.steps()[1].state, StepState::Running);
        QCOMPARE(pipeline.steps()[1].progress, (Progress{1, 4, u"a quarter"_s}));
        pipeline.cancel();
        pipeline.cancel();
        QTRY_COMPARE(finished.size(), 1);
        QCOMPARE(finished[0][0].value<Result<>>().error().code, ErrorCode::Cancelled);
        QCOMPARE(script.events, (QStringList{u"run a"_s, u"run b"_s, u"cancel b"_s, u"undo b"_s, u"undo a"_s}));
        QCOMPARE(pipeline.steps()[1].state, StepState::Cancelled);
        QCOMPARE(pipeline.steps()[2].state, StepState::Cancelled);
    }

    void destroying_cancelsAndCleansUp()
    {
        Script script;
        {
            Pipeline pipeline({script.waits(u"a"_s)});
            pipeline.start();
            QCOMPARE(pipeline.steps()[0].state, StepState::Running);
        }
        QCOMPARE(script.events, (QStringList{u"run a"_s, u"cancel a"_s, u"undo a"_s}));
    }

    void emptyRecipe_succeeds()
    {
        Pipeline pipeline({});
        QSignalSpy finished(&pipeline, &Pipeline::finished);
        pipeline.start();
        QTRY_COMPARE(finished.size(), 1);
        QVERIFY_RESULT(finished[0][0].value<Result<>>());
    }
};

QTEST_GUILESS_MAIN(PipelineTest)
#include "tst_pipeline.moc"
