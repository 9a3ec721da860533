// SPDX-FileCopyrightText: The Spacewright authors
// SPDX-License-Identifier: GPL-3.0-or-later
//
// environment_builder FOLDER REQUIREMENTS: builds the environment of a Gradio 6.0.0 Space whose
// requirements.txt is REQUIREMENTS in the store below FOLDER, prints its hash and exits 0; else prints
// the error and exits 1. Package index and tools as the environment says.
#include "environment/store.h"

#include <QCoreApplication>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace Spacewright;
using namespace Spacewright::Environment;

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    if (argc != 3)
        return 2;
    const Redactor redactor;
    Store store(Paths::under(app.arguments().at(1)), redactor);
    std::unique_ptr<Pipeline> pipeline;
    const auto fail = [&app](const Error &error) {
        std::puts(qPrintable(error.message));
        app.exit(1);
    };
    const Request request{.sdk = Sdk::Gradio,
                          .sdkVersion = u"6.0.0"_s,
                          .python = {},
                          .requirements = app.arguments().at(2),
                          .preRequirements = {},
                          .accelerator = {}};
    store.plan(request).then(&app, [&](const Result<EnvironmentPlan> &plan) {
        if (!plan)
            return fail(plan.error());
        pipeline = store.build(*plan);
        QObject::connect(pipeline.get(), &Pipeline::finished, &app,
                         [&app, &fail, hash = plan->hash](const Result<> &result) {
                             if (!result)
                                 return fail(result.error());
                             std::puts(qPrintable(hash));
                             app.exit(0);
                         });
        pipeline->start();
    });
    return app.exec();
}
