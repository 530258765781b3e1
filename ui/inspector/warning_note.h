// What is allowed and yet hardly meant, said where it can be changed.
#pragma once

#include <QLabel>
#include <string>

namespace layerlab {

class ExperimentDocument;
class RowHost;

// Hidden while it has nothing to say.
class WarningNote : public QLabel {
    Q_OBJECT

public:
    explicit WarningNote(QWidget* parent = nullptr);
    void say(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void colour();
};

// Warnings about this key and the keys inside it, as the shown stage has them ("train", "techniques.theseus").
WarningNote* addWarnings(RowHost& section, ExperimentDocument& document, const std::string& path);
// Of the shown stage those that no other section says, and all of the other stages, which are named.
WarningNote* addStageWarnings(RowHost& section, ExperimentDocument& document);

}  // namespace layerlab
