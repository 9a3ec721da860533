// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "check/gpuuse.h"
#include "support/testcase.h"

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Check;

class GpuUseTest final : public QObject {
    Q_OBJECT
private Q_SLOTS:
    void init() { Testing::cleanRoom(); }

    void code_asksForTheGpuWhereItSaysSo_data()
    {
        QTest::addColumn<QString>("python");
        QTest::addColumn<int>("line");
        QTest::addColumn<QString>("what");
        QTest::newRow("by name") << u"import torch\nmodel.to(\"cuda\")\n"_s << 2 << u"\"cuda\""_s;
        QTest::newRow("by name and number") << u"device = 'cuda:1'"_s << 1 << u"\"cuda:1\""_s;
        QTest::newRow("where there is one")
            << u"\n\ndevice = \"cuda\" if torch.cuda.is_available() else \"cpu\""_s << 3 << u"\"cuda\""_s;
        QTest::newRow(".cuda()") << u"x = 1\ny = model.cuda()"_s << 2 << u".cuda()"_s;
        QTest::newRow("device_map") << u"m = AutoModel.from_pretrained(\"a/b\", device_map=\"auto\")"_s << 1
                                    << u"device_map"_s;
        QTest::newRow("pipeline") << u"p = pipeline('x',\n  device_map='auto')"_s << 2 << u"device_map"_s;
        QTest::newRow("llama.cpp") << u"l = Llama(model_path=p, n_gpu_layers=-1)"_s << 1 << u"n_gpu_layers"_s;
        QTest::newRow("by itself") << u"import os\nfrom vllm import LLM"_s << 2 << u"vllm"_s;
        QTest::newRow("the first of several") << u"import jax\nx.cuda()"_s << 1 << u"jax"_s;
        QTest::newRow("only asks whether there is one") << u"print(torch.cuda.is_available())"_s << 0 << QString();
        QTest::newRow("a comment") << u"# model.to(\"cuda\")"_s << 0 << QString();
        QTest::newRow("a sentence") << u"print(\"no cuda here\")"_s << 0 << QString();
        QTest::newRow("nothing") << QString() << 0 << QString();
    }
    void code_asksForTheGpuWhereItSaysSo()
    {
        QFETCH(QString, python);
        const GpuUse use = gpuUse(python);
        QTEST(use.line, "line");
        QTEST(use.what, "what");
    }
};

QTEST_GUILESS_MAIN(GpuUseTest)
#include "tst_gpuuse.moc"
