// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "knownfixes.h"
#include "manifest/textindex.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using Kind = Logs::KnownFix::Kind;

Q_DECLARE_METATYPE(Spacewright::Logs::KnownFix)

namespace {

Manifest::Snapshot snapshotOf(const QString &file, const QString &text)
{
    Manifest::Snapshot snapshot;
    snapshot.folder = u"/space"_s;
    if (!text.isNull()) {
        Manifest::FileText read;
        read.state = Manifest::FileText::State::Read;
        read.text = text;
        snapshot.texts.insert(file, read);
    }
    return snapshot;
}

} // namespace

class KnownFixesTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void everyKind_changesItsFile_data()
    {
        QTest::addColumn<Logs::KnownFix>("fix");
        QTest::addColumn<QString>("file");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after"); // null: there is nothing to change
        QTest::addColumn<QString>("title");

        const QString requirements = u"requirements.txt"_s;
        const QString packages = u"packages.txt"_s;
        const QString readme = u"README.md"_s;
        const auto row = [](const char *name, const Logs::KnownFix &fix, const QString &file, const QString &before,
                            const QString &after, const QString &title = {}) {
            QTest::newRow(name) << fix << file << before << after << title;
        };
        const Logs::KnownFix pillow{Kind::AddRequirement, {}, u"pillow"_s};
        row("a requirement", pillow, requirements, u"gradio\n"_s, u"gradio\npillow\n"_s,
            u"Add pillow to requirements.txt"_s);
        row("a requirement after a line without its end", pillow, requirements, u"gradio"_s, u"gradio\npillow\n"_s);
        row("a requirement into an empty file", pillow, requirements, u""_s, u"pillow\n"_s);
        row("a requirement into a file that is not there", pillow, requirements, QString(), u"pillow\n"_s);
        row("a requirement that is there", pillow, requirements, u"gradio\npillow\n"_s, QString());
        row("a requirement that is there with a version", pillow, requirements, u"Pillow==11.0\n"_s, QString());
        row("another version of a requirement", {Kind::AddRequirement, {}, u"numpy<2"_s}, requirements,
            u"gradio\nNumPy==2.1  # newest\npillow\n"_s, u"gradio\nnumpy<2  # newest\npillow\n"_s,
            u"Replace NumPy==2.1 by numpy<2"_s);
        row("the same version of a requirement", {Kind::AddRequirement, {}, u"numpy<2"_s}, requirements, u"numpy<2\n"_s,
            QString());

        const Logs::KnownFix portaudio{Kind::AddPackage, {}, u"portaudio19-dev"_s};
        row("a package", portaudio, packages, u"ffmpeg\n"_s, u"ffmpeg\nportaudio19-dev\n"_s,
            u"Add portaudio19-dev to packages.txt"_s);
        row("a package into a file that is not there", portaudio, packages, QString(), u"portaudio19-dev\n"_s);
        row("a package that is there", portaudio, packages, u"portaudio19-dev"_s, QString());

        const Logs::KnownFix mesa{Kind::ReplacePackage, u"libgl1-mesa-glx"_s, u"libgl1"_s};
        row("a package by another", mesa, packages, u"ffmpeg\nlibgl1-mesa-glx\ngit\n"_s, u"ffmpeg\nlibgl1\ngit\n"_s,
            u"Replace libgl1-mesa-glx by libgl1"_s);
        row("the last package by another, without its line's end", mesa, packages, u"git\nlibgl1-mesa-glx"_s,
            u"git\nlibgl1"_s);
        row("a package by another, where it is not", mesa, packages, u"git\n"_s, QString());

        const Logs::KnownFix noDriver{Kind::RemovePackage, {}, u"nvidia-driver"_s};
        row("a package away", noDriver, packages, u"ffmpeg\nnvidia-driver\ngit\n"_s, u"ffmpeg\ngit\n"_s,
            u"Remove nvidia-driver from packages.txt"_s);
        row("the last package away", noDriver, packages, u"git\nnvidia-driver"_s, u"git\n"_s);
        row("a package away, where it is not", noDriver, packages, u"git\n"_s, QString());

        const Logs::KnownFix python{Kind::SetKey, u"python_version"_s, u"3.10"_s};
        row("a key that is not there", python, readme, u"---\nsdk: gradio\n---\n"_s,
            u"---\nsdk: gradio\npython_version: \"3.10\"\n---\n"_s, u"Set python_version to 3.10"_s);
        row("a key that has another value", python, readme, u"---\nsdk: gradio\npython_version: 3.13\n---\n"_s,
            u"---\nsdk: gradio\npython_version: \"3.10\"\n---\n"_s, u"Set python_version to 3.10"_s);
        row("a key that has this value", python, readme, u"---\nsdk: gradio\npython_version: '3.10'\n---\n"_s,
            QString());
        row("a key in the text below is none", python, readme, u"---\nsdk: gradio\n---\npython_version: 3.13\n"_s,
            u"---\nsdk: gradio\npython_version: \"3.10\"\n---\npython_version: 3.13\n"_s);
        row("a key without a header", python, readme, u"# Hello\n"_s,
            u"---\npython_version: \"3.10\"\n---\n\n# Hello\n"_s);
        row("a key in a header that is broken", python, readme, u"---\nsdk: [gradio\n---\n"_s, QString());

        row("a secret is in no file", {Kind::AddSecret, {}, u"API_KEY"_s}, readme, u"---\n---\n"_s, QString());
    }
    void everyKind_changesItsFile()
    {
        QFETCH(Logs::KnownFix, fix);
        QFETCH(QString, file);
        QFETCH(QString, before);
        QFETCH(QString, after);
        QFETCH(QString, title);
        const std::optional<Fix> made = editsFor(fix, snapshotOf(file, before));
        QCOMPARE(made.has_value(), !after.isNull());
        if (!made)
            return;
        QVERIFY(std::ranges::all_of(made->edits, [&](const TextEdit &edit) { return edit.file == file; }));
        QCOMPARE(Manifest::withEdits(before, made->edits), after);
        if (!title.isEmpty())
            QCOMPARE(made->title, title);
    }
};

QTEST_GUILESS_MAIN(KnownFixesTest)
#include "tst_knownfixes.moc"
