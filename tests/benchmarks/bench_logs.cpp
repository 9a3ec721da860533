// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// What a log of a million lines costs, beside the widget that Qt has for one: taking the lines (ours also finds
// levels, links and errors, and removes secrets), memory with the view on it, and a page down.
#include "base/redactor.h"
#include "logs/logstore.h"
#include "logs/logview.h"
#include "report.h"
#include "widgets/look.h"
#include "widgets/metrics.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QPixmap>
#include <QPlainTextEdit>
#include <QScrollBar>

#include <algorithm>
#include <malloc.h>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Logs;
using namespace Spacewright::Benchmark;

namespace {

constexpr int Lines = 1'000'000;
constexpr int RoundCount = 5;
constexpr int Pages = 200;
constexpr qsizetype ChunkBytes = 64 * 1024; // what a pipe hands out at once
constexpr QSize ViewSize{1000, 400};

/// What apps print: server access lines, logging, prints, now and then a warning or a colour.
QByteArray output(int lines)
{
    QByteArray bytes;
    for (int i = 0; i < lines; ++i) {
        const QByteArray n = QByteArray::number(i);
        switch (i % 8) {
        case 0:
            bytes += "INFO:     127.0.0.1:" + n + " - \"POST /gradio_api/queue/join HTTP/1.1\" 200 OK\n";
            break;
        case 1:
            bytes += "2026-11-22 14:05:52,123 - faster_whisper - INFO - segment " + n + " of the audio is done\n";
            break;
        case 2:
            bytes += "Loading checkpoint shards, part " + n + " of the model\n";
            break;
        case 3:
            if (i % 64 == 3)
                bytes += "/env/lib/python3.13/x.py:12: UserWarning: sample " + n + " was resampled\n";
            else
                bytes += "step " + n + ": loss 0.4123, accuracy 0.91, 12 samples a second\n";
            break;
        case 4:
            if (i % 64 == 4)
                bytes += "\x1b[32mINFO\x1b[0m   request " + n + " took \x1b[1m12 ms\x1b[0m\n";
            else
                bytes += "request " + n + " took 12 ms and gave 4,096 tokens to the caller\n";
            break;
        default:
            bytes += "[" + n + "] the quick brown fox jumps over the lazy dog, again and again\n";
            break;
        }
    }
    return bytes;
}

double seconds(const QElapsedTimer &timer)
{
    return double(timer.nsecsElapsed()) / 1e9;
}

/// What the heap holds now, in MiB.
double heapMiB()
{
    const struct mallinfo2 heap = mallinfo2();
    return double(heap.uordblks + heap.hblkhd) / 1048576;
}

void feed(LogStore &store, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size(); at += ChunkBytes)
        store.append(bytes.sliced(at, std::min(ChunkBytes, bytes.size() - at)), OutputStream::Standard, at);
    store.finish();
}

/// The same bytes in the widget that Qt has for a log, in the pieces that a pipe hands out.
void feed(QPlainTextEdit &edit, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size();) {
        const qsizetype from = std::min(at + ChunkBytes, bytes.size());
        const qsizetype end = from == bytes.size() ? from : bytes.lastIndexOf('\n', from - 1);
        edit.appendPlainText(QString::fromUtf8(bytes.sliced(at, end - at)));
        at = end + 1;
    }
}

/// Milliseconds for a page down, the median of Pages of them all over the text.
double pageDown(QAbstractScrollArea &view)
{
    Rounds pages;
    QScrollBar *bar = view.verticalScrollBar();
    for (int i = 0; i < Pages; ++i) {
        QElapsedTimer timer;
        timer.start();
        bar->setValue(int(qint64(bar->maximum()) * i / Pages));
        bar->triggerAction(QAbstractSlider::SliderPageStepAdd);
        [[maybe_unused]] const QPixmap painted = view.viewport()->grab();
        pages.push_back(seconds(timer) * 1000);
    }
    return median(pages);
}

struct Measured {
    Rounds thousandsASecond;
    Rounds memoryMiB;
    Rounds pageMs;
};

void measureOurs(Measured &into, const QByteArray &bytes, const Redactor &redactor)
{
    const double before = heapMiB();
    LogStore store(Phase::Run, &redactor);
    Ui::LogView view;
    view.resize(ViewSize);
    view.setStore(&store);
    view.show();
    QElapsedTimer timer;
    timer.start();
    feed(store, bytes);
    into.thousandsASecond.push_back(Lines / 1000.0 / seconds(timer));
    store.flush();
    into.memoryMiB.push_back(heapMiB() - before);
    into.pageMs.push_back(pageDown(view));
}

void measureTheirs(Measured &into, const QByteArray &bytes)
{
    const double before = heapMiB();
    QPlainTextEdit edit;
    edit.setReadOnly(true);
    edit.setUndoRedoEnabled(false);
    edit.setLineWrapMode(QPlainTextEdit::NoWrap);
    edit.setFont(Ui::font(Ui::TextRole::CodeSmall));
    edit.resize(ViewSize);
    edit.show();
    QElapsedTimer timer;
    timer.start();
    feed(edit, bytes);
    into.thousandsASecond.push_back(Lines / 1000.0 / seconds(timer));
    into.memoryMiB.push_back(heapMiB() - before);
    into.pageMs.push_back(pageDown(edit));
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    Ui::prepareLook();
    QApplication application(argc, argv);
    Ui::applyLook(application);

    Redactor redactor;
    redactor.add(u"HF_TOKEN"_s, u"hf_0123456789abcdefghijklmnop"_s);
    const QByteArray bytes = output(Lines);
    Measured ours;
    Measured theirs;
    for (int round = 0; round < RoundCount; ++round) {
        measureOurs(ours, bytes, redactor);
        measureTheirs(theirs, bytes);
    }
    const QString edit = u"QPlainTextEdit"_s;
    Rounds perText;
    for (const double mebibytes : ours.memoryMiB)
        perText.push_back(mebibytes * 1048576 / double(bytes.size()));
    return report({{.what = u"lines taken, secrets removed"_s,
                    .unit = u"k/s"_s,
                    .ours = ours.thousandsASecond,
                    .against = edit,
                    .theirs = theirs.thousandsASecond,
                    .barOurs = 500},
                   {.what = u"memory of 1,000,000 lines in view"_s,
                    .unit = u"MiB"_s,
                    .ours = ours.memoryMiB,
                    .against = edit,
                    .theirs = theirs.memoryMiB},
                   {.what = u"memory for each byte of text"_s, .unit = u"bytes"_s, .ours = perText, .barOurs = 1.5},
                   {.what = u"page down in 1,000,000 lines"_s,
                    .unit = u"ms"_s,
                    .ours = ours.pageMs,
                    .against = edit,
                    .theirs = theirs.pageMs}});
}
