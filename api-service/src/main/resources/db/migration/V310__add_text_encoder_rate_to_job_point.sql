-- Of the text encoder where it is trained beside the U-Net.
alter table job_point add column text_encoder_rate double precision;
