// What the shown stage's model will cost, in two lines: parameters, their bytes and a pass's operations; the memory of training.
#pragma once

#include <QWidget>

namespace layerlab {

class ElidedLabel;
class ExperimentDocument;
class MutedLabel;

class Estimates : public QWidget {
    Q_OBJECT

public:
    explicit Estimates(ExperimentDocument& document, QWidget* parent = nullptr);

private:
    void refresh();

    ExperimentDocument& m_document;
    ElidedLabel* m_parameters;
    ElidedLabel* m_size;
    MutedLabel* m_training;
};

}  // namespace layerlab
