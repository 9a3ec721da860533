// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// Renders the file tree, the editor and the problems of a small Space to DIR/<panel>-<scheme>.png, for a
// person to lay beside the design pictures. usage: scene DIR
#include "base/atomicfile.h"
#include "editor/editorarea.h"
#include "files/filespanel.h"
#include "problems/problemspanel.h"
#include "widgets/look.h"
#include "widgets/theme.h"

#include <QApplication>
#include <QDir>
#include <QTemporaryDir>
#include <QTimer>
#include <QVBoxLayout>

using namespace Spacewright;
using namespace Spacewright::Ui;
using namespace Qt::StringLiterals;

namespace {
constexpr auto App = R"("""Speak or drop a file, and read along."""
import gradio as gr
from faster_whisper import WhisperModel
from notes import Note, save

LANGUAGES = ["auto", "de", "en", "fr", "ja"]
MODEL = WhisperModel("small", device="auto", compute_type="int8")


def transcribe(audio: str | None, language: str = "auto"):
    """Yield the transcript while it grows."""
    if audio is None:
        raise gr.Error("Record something or choose a file first.")

    segments, info = MODEL.transcribe(
        audio,
        language=None if language == "auto" else language,
        vad_filter=True,  # skips silence
    )
    lines: list[str] = []
    for segment in segments:
        lines.append(f"{segment.start:6.1f}  {segment.text.strip()}")
        yield "\n".join(lines)

    save(Note("\n".join(lines), info.language), folder="notes")


with gr.Blocks(title="Whisper notes") as demo:
    gr.Markdown("# Whisper notes")

demo.launch()
)";

QList<Diagnostic> problems()
{
    Diagnostic lost;
    lost.rule = u"app/ephemeral-write"_s;
    lost.severity = Severity::BreaksForVisitors;
    lost.file = u"app.py"_s;
    lost.range = {24, 56, 24, 63};
    lost.message = u"Files written to notes/ are lost when the Space restarts."_s;
    lost.shortMessage = u"Lost when it restarts"_s;
    Diagnostic refused;
    refused.rule = u"readme/short-description"_s;
    refused.severity = Severity::PushRefused;
    refused.file = u"README.md"_s;
    refused.range = {9, 19, 9, 24};
    refused.message = u"Short description has 63 characters; the Hub accepts 60."_s;
    refused.fixes = {{u"Shorten in the form"_s, {}}};
    Diagnostic unpinned;
    unpinned.rule = u"requirements/unpinned"_s;
    unpinned.severity = Severity::Advice;
    unpinned.file = u"requirements.txt"_s;
    unpinned.range = {4, 0, 4, 15};
    unpinned.message = u"python-dateutil has no version; the next build may bring another one."_s;
    unpinned.fixes = {{u"Pin to 2.9.0.post0"_s, {}}};
    return {lost, refused, unpinned};
}

/// The panel under its strip, as a dock shows it.
QWidget *framed(Panel *panel, QSize size)
{
    auto *frame = new QWidget;
    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(panel->strip());
    layout->addWidget(panel, 1);
    frame->resize(size);
    frame->show();
    return frame;
}
} // namespace

int main(int argc, char **argv)
{
    prepareLook();
    QApplication application(argc, argv);
    applyLook(application);
    const QString out = QCoreApplication::arguments().value(1, u"."_s);
    QDir().mkpath(out);

    const QTemporaryDir space;
    const auto put = [&](const QString &name, const QByteArray &content) {
        return writeFile(space.filePath(name), content).has_value();
    };
    bool isReady = put(u"app.py"_s, App) && put(u"notes.py"_s, "x = 1\n")
        && put(u"README.md"_s, "---\ntitle: Whisper notes\n---\n") && put(u"requirements.txt"_s, "gradio\n")
        && put(u"packages.txt"_s, "ffmpeg\n") && put(u".env"_s, "A=1\n") && put(u".gitignore"_s, "notes/\n")
        && put(u".gitattributes"_s, "\n") && put(u"examples/a.mp3"_s, QByteArray(4'900'000, 'x'))
        && put(u"notes/1.md"_s, "a\n");
    if (!isReady)
        return 1;

    auto *files = new FilesPanel;
    auto *editor = new EditorArea(space.filePath(u".state"_s));
    auto *table = new ProblemsPanel;
    const std::unique_ptr<QWidget> filesFrame(framed(files, {232, 600}));
    const std::unique_ptr<QWidget> tableFrame(framed(table, {1100, 230}));
    files->setFolder(space.path());
    files->setDiagnostics(problems());
    files->setStateLetters({{u"app.py"_s, u'M'}, {u"notes.py"_s, u'A'}});
    table->setDiagnostics(problems());
    table->takeFocus();
    editor->setFolder(space.path());
    editor->setDiagnostics(problems());
    editor->resize(704, 560);
    editor->show();
    editor->openFile(u"README.md"_s);
    editor->openFile(u"requirements.txt"_s);
    editor->openFile(u"app.py"_s, 21, 4);
    editor->applyFix({{}, {{u"app.py"_s, {21, 0, 21, 0}, u" "_s}}});

    int shot = 0;
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &application, [&] {
        const QString scheme = Theme::current().isDark() ? u"-dark.png"_s : u"-light.png"_s;
        files->reveal(space.filePath(u"app.py"_s));
        filesFrame->grab().save(out + u"/files"_s + scheme);
        editor->grab().save(out + u"/editor"_s + scheme);
        tableFrame->grab().save(out + u"/problems"_s + scheme);
        if (++shot == 2)
            QCoreApplication::quit();
        Theme::current().pin(Scheme::Dark);
    });
    timer.start(std::chrono::milliseconds(1500));
    Theme::current().pin(Scheme::Light);
    const int code = QApplication::exec();
    delete editor;
    return code;
}
