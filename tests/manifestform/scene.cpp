// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Renders the form with all its rows to DIR/form-<variant>.png, for a person to lay beside the design's picture.
// usage: scene DIR
#include "manifestform/manifestform.h"
#include "widgets/look.h"
#include "widgets/segments.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QTimer>

using namespace Spacewright;
using namespace Spacewright::Ui;
using namespace Qt::StringLiterals;

namespace {
constexpr auto Full = R"(---
title: Whisper notes
emoji: 🎙️
colorFrom: indigo
colorTo: pink
sdk: gradio
sdk_version: 6.31.0
python_version: "3.13"
app_file: app.py
short_description: Speak or drop a file and read along while the notes are growing
license: other
license_name: notes
models: [Systran/faster-whisper-small, pyannote/segmentation-3.0, pyannote/speaker-diarization-community-1]
tags:
  - speech
  - whisper
  - notes
suggested_hardware: t4-small
preload_from_hub:
  - Systran/faster-whisper-small config.json,model.bin
  - pyannote/segmentation-3.0
hf_oauth: true
hf_oauth_scopes: [email, read-repos]
custom_headers:
  cross-origin-embedder-policy: require-corp
app_port: 8080
header: mini
mood: calm
description: Not read
nested:
  a: 1
---
)";

constexpr auto Broken = "---\ntitle: Whisper notes\nemoji: [\nsdk: docker\n---\n";

Diagnostic tooLong()
{
    Diagnostic diagnostic;
    diagnostic.severity = Severity::PushRefused;
    diagnostic.range = {9, 19, 9, 82};
    diagnostic.message = u"The short description has 63 characters; the Hub accepts 60. Shorten it by 3."_s;
    return diagnostic;
}

struct Variant {
    QString name;
    const char *text = Full;
    QSize size{600, 2000};
    Scheme scheme = Scheme::Light;
    int points = 10;
    bool mirrored = false;
    bool asPage = false;
};

void take(const Variant &variant, const QString &folder)
{
    Theme::current().pin(variant.scheme);
    QApplication::setFont(QFont(u"Noto Sans"_s, variant.points));
    QApplication::setLayoutDirection(variant.mirrored ? Qt::RightToLeft : Qt::LeftToRight);
    ManifestForm form;
    form.setFiles({u"app.py"_s, u"notes.py"_s});
    form.setReading(readForm(QString::fromUtf8(variant.text)));
    form.setDiagnostics({tooLong()});
    form.resize(variant.size);
    form.show();
    form.showLine(1);
    if (variant.asPage)
        form.findChildren<Segments *>().first()->setCurrent(1);
    for (int i = 0; i < 5; ++i) // layouts settle one inside the other
        QCoreApplication::processEvents();
    form.grab().save(folder + u"/form-"_s + variant.name + u".png"_s);
}
} // namespace

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    applyLook(application);
    const QString folder = QCoreApplication::arguments().value(1, u"."_s);
    QDir().mkpath(folder);
    QTimer::singleShot(0, &application, [&folder] {
        for (const Variant &variant : {
                 Variant{.name = u"light"_s},
                 Variant{.name = u"dark"_s, .scheme = Scheme::Dark},
                 Variant{.name = u"narrow"_s, .size = {360, 2400}},
                 Variant{.name = u"14pt"_s, .size = {600, 2400}, .points = 14},
                 Variant{.name = u"reverse"_s, .mirrored = true},
                 Variant{.name = u"page"_s, .size = {600, 500}, .asPage = true},
                 Variant{.name = u"empty"_s, .text = "# Nothing\n", .size = {600, 1300}},
                 Variant{.name = u"broken"_s, .text = Broken, .size = {600, 700}},
             })
            take(variant, folder);
        QCoreApplication::quit();
    });
    return QApplication::exec();
}
