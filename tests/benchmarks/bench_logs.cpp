// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
// What the log costs. Prints one JSON object; `./dev bench logs` reads it.
#include "base/redactor.h"
#include "logs/logstore.h"
#include "logs/logview.h"
#include "widgets/look.h"

#include <QApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QPixmap>
#include <QScrollBar>

#include <algorithm>
#include <cstdio>
#include <vector>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Logs;

namespace {

constexpr int Lines = 1'000'000;
constexpr int Rounds = 5;
constexpr int Pages = 200;
constexpr qsizetype ChunkBytes = 64 * 1024; // what a pipe hands out at once

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

double median(std::vector<double> values)
{
    std::ranges::sort(values);
    return values[values.size() / 2];
}

QJsonObject figure(const std::vector<double> &values)
{
    return {
        {u"median"_s, median(values)}, {u"least"_s, std::ranges::min(values)}, {u"most"_s, std::ranges::max(values)}};
}

void feed(LogStore &store, const QByteArray &bytes)
{
    for (qsizetype at = 0; at < bytes.size(); at += ChunkBytes)
        store.append(bytes.sliced(at, std::min(ChunkBytes, bytes.size() - at)), OutputStream::Standard, at);
    store.finish();
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
    std::vector<double> rates;
    std::vector<double> secretRates;
    for (int round = 0; round < Rounds; ++round) {
        for (const Redactor *knows :
             {static_cast<const Redactor *>(nullptr), static_cast<const Redactor *>(&redactor)}) {
            LogStore store(Phase::Run, knows);
            QElapsedTimer timer;
            timer.start();
            feed(store, bytes);
            (knows ? secretRates : rates).push_back(double(Lines) / (double(timer.nsecsElapsed()) / 1e9));
        }
    }

    LogStore store(Phase::Run, &redactor);
    Ui::LogView view;
    view.resize(1000, 400);
    view.setStore(&store);
    view.show();
    feed(store, bytes);
    std::vector<double> pages;
    view.verticalScrollBar()->setValue(0);
    for (int i = 0; i < Pages; ++i) {
        QElapsedTimer timer;
        timer.start();
        view.verticalScrollBar()->setValue(i * (Lines / Pages));
        view.verticalScrollBar()->triggerAction(QAbstractSlider::SliderPageStepAdd);
        const QPixmap painted = view.viewport()->grab();
        pages.push_back(double(timer.nsecsElapsed()) / 1e6);
        if (painted.isNull())
            return 1;
    }

    const QJsonObject result{{u"lines"_s, store.size()},
                             {u"bytesALine"_s, double(bytes.size()) / Lines},
                             {u"linesASecond"_s, figure(rates)},
                             {u"linesASecondWithSecrets"_s, figure(secretRates)},
                             {u"memoryPerTextByte"_s, double(store.memory()) / double(store.textBytes())},
                             {u"pageDownMs"_s, figure(pages)}};
    std::puts(QJsonDocument(result).toJson(QJsonDocument::Indented).constData());
    return 0;
}
