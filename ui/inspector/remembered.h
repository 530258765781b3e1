// Settings that were switched off, to come back when they are switched on again: those of each stage, by its name, and of one
// file only.
#pragma once

#include <QObject>
#include <map>
#include <memory>
#include <optional>
#include <string>

#include "ui/inspector/shown_stage.h"
#include "ui/session/experiment_document.h"

namespace layerlab {

template <class Settings>
class Remembered {
public:
    explicit Remembered(ExperimentDocument& document) : m_document(document), m_of(std::make_shared<std::map<std::string, Settings>>()) {
        QObject::connect(&document, &ExperimentDocument::fileChanged, &document, [of = m_of] { of->clear(); });
    }

    void keep(const Settings& settings) const { (*m_of)[shownStageName(m_document)] = settings; }
    std::optional<Settings> find() const {
        const auto found = m_of->find(shownStageName(m_document));
        return found == m_of->end() ? std::nullopt : std::optional(found->second);
    }

private:
    ExperimentDocument& m_document;
    std::shared_ptr<std::map<std::string, Settings>> m_of;
};

}  // namespace layerlab
